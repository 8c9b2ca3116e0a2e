import { describe, expect, it } from 'vitest'
import type { PlayerPlace } from '../../../../demo/run/players/demoPlayer.ts'
import { mpvSettings } from '../../../../demo/run/players/mpvSettings.ts'

const place = (rest: Partial<PlayerPlace>): PlayerPlace => ({
  display: { kind: 'screen' },
  index: 0,
  count: 2,
  silent: false,
  ...rest,
})

describe('the settings of several players on one machine', () => {
  it('[DM77] put two windows side by side', () => {
    expect(mpvSettings(place({ index: 0 }), null)).toContain('geometry=49%+0%+50%')
    expect(mpvSettings(place({ index: 1 }), null)).toContain('geometry=49%+100%+50%')
  })

  it('[DM77] draw into a window of its place on a virtual screen', () => {
    const size = { width: 1280, height: 720 }
    const display = { kind: 'virtual', name: ':1', ...size, openWindow: async () => 7 } as const
    expect(mpvSettings(place({ display }), 7)).toEqual(expect.arrayContaining(['vo=x11', 'wid=7']))
  })

  it('[DM77] put more windows in rows that fit on the screen', () => {
    const places = [0, 1, 2, 3, 4, 5].map((index) => mpvSettings(place({ index, count: 6 }), null))
    expect(new Set(places.map((settings) => settings[0])).size).toBe(6)
    expect(places.every((settings) => settings[0]?.startsWith('geometry=32%'))).toBe(true)
  })

  it('[DM78] let only the first player be heard', () => {
    expect(mpvSettings(place({ index: 0 }), null)).not.toContain('mute=yes')
    expect(mpvSettings(place({ index: 1 }), null)).toContain('mute=yes')
  })

  it('[DM78] use no sound device when there is to be no sound, and none is needed in any case', () => {
    expect(mpvSettings(place({ silent: true }), null)).toContain('ao=null')
    expect(mpvSettings(place({}), null)).toContain('audio-fallback-to-null=yes')
  })

  it('[DM76] show no picture where there is no display', () => {
    const settings = mpvSettings(place({ display: { kind: 'none' } }), null)
    expect(settings).toContain('vo=null')
    expect(settings.join()).not.toContain('geometry')
  })
})
