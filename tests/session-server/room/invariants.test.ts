import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../protocol/action.ts'
import { serverMessageSchema } from '../../../protocol/session.ts'
import { roomViewSchema } from '../../../protocol/room.ts'
import { nextWakeMs } from '../../../session-server/room/deadlines.ts'
import { isPresent, memberOf } from '../../../session-server/room/room.ts'
import { roomView } from '../../../session-server/room/roomView.ts'
import { RoomStage } from '../support/roomStage.ts'

/** Five people who may do anything at any time, in the room or not. */
const who = fc.constantFrom('ann', 'bob', 'cid', 'dan', 'eve')
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant<Action>({ kind: 'play' }),
  fc.constant<Action>({ kind: 'pause', positionMs: null }),
  fc.constant<Action>({ kind: 'resync' }),
  fc.integer({ min: 0, max: 400_000 }).map((positionMs): Action => ({ kind: 'seek', positionMs })),
  fc.constantFrom(0.5, 1, 2).map((rate): Action => ({ kind: 'rate', rate })),
)

type Deed = (stage: RoomStage) => void
const deed: fc.Arbitrary<Deed> = fc.oneof(
  who.map((id): Deed => (stage) => {
    if (memberOf(stage.room, id) === undefined) stage.join(id)
    else stage.resume(id, { playing: true })
  }),
  who.map(
    (id): Deed =>
      (stage) =>
        stage.leave(id),
  ),
  who.map(
    (id): Deed =>
      (stage) =>
        stage.disconnect(id),
  ),
  fc.tuple(who, action, fc.boolean()).map(([id, wanted, isStale]): Deed => (stage) => {
    stage.act(id, wanted, isStale ? { revision: 0 } : {})
  }),
  who.map(
    (id): Deed =>
      (stage) =>
        stage.ready(id),
  ),
  fc.tuple(who, fc.boolean()).map(
    ([id, buffering]): Deed =>
      (stage) =>
        stage.report(id, { buffering, driftMs: 5 }),
  ),
  fc.constantFrom(1, 300, 700, 5000, 20_000, 90_000, 200_000).map(
    (ms): Deed =>
      (stage) =>
        stage.wait(ms),
  ),
)

/** What must hold after every input, whatever happened. */
function expectSound(stage: RoomStage, revisionBefore: number) {
  const { room } = stage
  const ids = room.members.map((member) => member.id)
  expect(room.timeline.revision).toBeGreaterThanOrEqual(revisionBefore)
  expect(ids.includes(room.hostId)).toBe(ids.length > 0)
  expect(room.timeline.positionMs).toBeLessThanOrEqual(room.media.runtimeMs ?? Infinity)
  if (room.timeline.playing) expect(room.phase.kind).toBe('steady')
  for (const id of stage.waitingFor()) expect(ids).toContain(id)
  expect(room.life.kind === 'open').toBe(room.members.some(isPresent))
  expect(nextWakeMs(room) ?? Infinity).toBeGreaterThan(stage.nowMs)
  expect(roomViewSchema.safeParse(roomView(room)).error).toBeUndefined()
}

function expectAddressedToMembers(stage: RoomStage) {
  for (const effect of stage.effects) {
    if (effect.kind === 'admit') expect(memberOf(stage.room, effect.memberId)).toBeDefined()
    if (effect.kind === 'members') {
      for (const id of effect.changed) expect(memberOf(stage.room, id)).toBeDefined()
      for (const id of effect.gone) expect(memberOf(stage.room, id)).toBeUndefined()
    }
    if (effect.kind === 'send' || effect.kind === 'reply') {
      expect(serverMessageSchema.safeParse(effect.message).error).toBeUndefined()
    }
  }
}

describe('whatever happens in a room', () => {
  it('[RM36] has revisions that only grow, one host, and waits for members only', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 60 }), (deeds) => {
        const stage = new RoomStage({ members: ['ann', 'bob', 'cid'] })
        for (const perform of deeds) {
          const { revision } = stage.room.timeline
          const wasWaiting = stage.nowMs
          perform(stage)
          if (stage.room.life.kind === 'ended') return
          expectSound(stage, revision)
          if (stage.nowMs === wasWaiting) expectAddressedToMembers(stage)
        }
      }),
      { numRuns: 500 },
    )
  })
})
