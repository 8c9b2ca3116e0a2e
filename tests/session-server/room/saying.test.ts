import { describe, expect, it } from 'vitest'
import { chatLinesKept } from '../../../protocol/chat.ts'
import type { ChatLine } from '../../../protocol/chat.ts'
import { restoreRoom, snapshotOf } from '../../../session-server/room/snapshot.ts'
import { RoomStage } from '../support/roomStage.ts'

let requests = 0
const say = (stage: RoomStage, memberId: string, text: string, requestId = `say-${(requests += 1)}`) =>
  stage.take({ kind: 'say', requestId, memberId, text })
const told = (stage: RoomStage): readonly ChatLine[] =>
  stage.effects.flatMap((effect) =>
    effect.kind === 'send' && effect.message.type === 'chat' ? effect.message.lines : [],
  )

describe('what is said in a room', () => {
  it('[RM38] is told to everyone with who, when and a number, kept, and acknowledged last', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    const effects = say(stage, 'bob', 'Ready?')
    expect(told(stage)).toEqual([
      { number: 1, atMs: stage.nowMs, memberId: 'bob', name: 'bob', text: 'Ready?' },
    ])
    expect(effects.map(({ kind }) => kind)).toEqual(['persist', 'send', 'reply'])
  })

  it('[RM38] touches neither timeline nor phase nor members, whatever the policy', () => {
    const stage = RoomStage.playing({ policy: { control: 'host' } })
    const { timeline, phase } = stage.room
    expect(say(stage, 'cid', 'hm').some(({ kind }) => kind === 'members')).toBe(false)
    expect(stage.room).toMatchObject({ timeline, phase })
  })

  it('[RM38] is said once, however often the request is repeated, and by members only', () => {
    const stage = new RoomStage()
    say(stage, 'ann', 'once', 'same')
    say(stage, 'ann', 'once', 'same')
    expect([stage.answer(), told(stage), stage.room.chat.length]).toEqual(['done', [], 1])
    say(stage, 'eve', 'hello')
    expect(stage.answer()).toBe('not-in-a-room')
  })

  it('[RM38] is remembered: the last 200 lines, counted on', () => {
    const stage = new RoomStage()
    for (let i = 1; i <= chatLinesKept + 5; i += 1) say(stage, 'ann', `line ${i}`)
    expect(stage.room.chat).toHaveLength(200)
    expect([stage.room.chat[0]?.number, stage.room.chat.at(-1)?.text]).toEqual([6, 'line 205'])
  })

  it('[RM39] comes back with a restarted server, as long ago as it was', () => {
    const stage = new RoomStage()
    say(stage, 'ann', 'before')
    const snapshot = snapshotOf(stage.room, { nowMs: stage.nowMs + 500, wallMs: 1_000_000 })
    const { limits } = stage.room
    const room = restoreRoom(snapshot, { nowMs: 5, wallMs: 1_003_000, aliveWallMs: 1_000_000, limits })
    expect(room.chat).toEqual([{ number: 1, atMs: 5 - 3500, memberId: 'ann', name: 'ann', text: 'before' }])
  })
})
