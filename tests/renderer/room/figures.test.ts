import { describe, expect, it } from 'vitest'
import {
  bitrateText,
  delayText,
  driftText,
  positionText,
  readPositionText,
  speedText,
} from '../../../app/renderer/room/figures.ts'

describe('figures on the screen', () => {
  it('[UR116] are short, signed where the sign counts, and written as the language writes them', () => {
    expect(driftText(0.42, 'en')).toBe('+0.4 ms')
    expect([speedText(1, 'en'), speedText(1.25, 'de')]).toEqual(['1×', '1,25×'])
    expect(driftText(-0.42, 'de')).toBe('−0,4 ms')
    expect(driftText(0.01, 'en')).toBe('0.0 ms')
    expect(driftText(-1234, 'en')).toBe('−1.2 s')
    expect(delayText(12.4, 'fr')).toBe('12 ms')
    expect(bitrateText(8_500_000, 'de')).toBe('8,5 Mbit/s')
    expect(bitrateText(320_000, 'en')).toBe('320 kbit/s')
  })

  it('[UR116] are a dash while they are not known', () => {
    expect([driftText(null, 'en'), delayText(null, 'en'), bitrateText(null, 'en')]).toEqual(['–', '–', '–'])
  })

  it('[UR116] read as they are written', () => {
    expect(positionText(3_723_000)).toBe('1:02:03')
    expect(positionText(-5)).toBe('0:00')
    expect(readPositionText('1:02:03')).toBe(3_723_000)
    expect(readPositionText('12:03')).toBe(723_000)
    expect(readPositionText('later')).toBeNull()
  })
})
