import { describe, expect, it } from 'vitest'
import { eventWords, isLoud } from '../../../app/renderer/room/eventWords.ts'
import { words as de } from '../../../app/renderer/words/de/words.ts'
import { words as en } from '../../../app/renderer/words/en/words.ts'
import { words as fr } from '../../../app/renderer/words/fr/words.ts'
import { roomEventSchema, type RoomEvent } from '../../../protocol/event.ts'

const event = (what: RoomEvent['what'], changes: Partial<RoomEvent> = {}): RoomEvent => ({
  ...{ atMs: 1, memberId: 'bob', name: 'Bob', amount: null, target: null, detail: null },
  what,
  ...changes,
})
const everyWhat = roomEventSchema.shape.what.options

describe('what happened in the room', () => {
  it.each(Object.entries({ en, de, fr }))('[UR115] has a sentence for everything, in %s', (_, { room }) => {
    const sentences: Readonly<Record<string, string>> = room.events
    const variants = [
      {},
      { name: null, memberId: null },
      { amount: 1000 },
      { target: { memberId: null, name: 'X' } },
    ]
    const keys = everyWhat.flatMap((what) => variants.map((changes) => eventWords(event(what, changes)).key))
    expect(keys.filter((key) => sentences[key] === undefined)).toEqual([])
  })

  it('[UR115] is said with who, whom and where', () => {
    const paused = eventWords(event('paused', { amount: 754_000 }))
    expect(paused).toMatchObject({ key: 'pausedAt', values: { who: 'Bob', at: '12:34' } })
    expect(eventWords(event('played', { name: null })).key).toBe('playedByItself')
    expect(eventWords(event('changed-rate', { amount: 1.5 })).values.at).toBe('1.5')
    expect(eventWords(event('kicked', { target: { memberId: 'x', name: 'Eve' } })).values.whom).toBe('Eve')
  })

  it('[UR115] interrupts for what others did to the film and the people, not for what one did oneself', () => {
    expect(isLoud(event('paused'), 'ada')).toBe(true)
    expect(isLoud(event('paused'), 'bob')).toBe(false)
    expect(isLoud(event('resynced'), 'bob')).toBe(true)
    expect(isLoud(event('set-password'), 'ada')).toBe(false)
    expect(isLoud(event('expired', { memberId: null }), null)).toBe(false)
  })
})
