import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../protocol/action.ts'
import { serverMessageSchema } from '../../../protocol/session.ts'
import { roomViewSchema } from '../../../protocol/room.ts'
import { nextWakeMs } from '../../../session-server/room/deadlines.ts'
import { isPresent, memberOf } from '../../../session-server/room/room.ts'
import { roomView } from '../../../session-server/room/roomView.ts'
import type { RoomDeed } from '../../../session-server/room/input.ts'
import { reduce } from '../../../session-server/room/reduce.ts'
import { film } from '../support/film.ts'
import { RoomStage, type Request } from '../support/roomStage.ts'

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

const deedOf: fc.Arbitrary<RoomDeed> = fc.oneof(
  who.map((memberId): RoomDeed => ({ kind: 'transfer-host', memberId })),
  fc
    .tuple(who, fc.constantFrom('controller', 'viewer'))
    .map(([memberId, role]): RoomDeed => ({ kind: 'set-role', memberId, role })),
  who.map((memberId): RoomDeed => ({ kind: 'kick', memberId })),
  who.map((memberId): RoomDeed => ({ kind: 'ban', memberId })),
  who.map((id): RoomDeed => ({ kind: 'unban', personId: `person-${id}` })),
  fc.tuple(who, fc.boolean()).map(([memberId, muted]): RoomDeed => ({ kind: 'mute', memberId, muted })),
  fc.boolean().map((locked): RoomDeed => ({ kind: 'lock', locked })),
  fc.constantFrom('hash', null).map((passwordHash): RoomDeed => ({ kind: 'set-password', passwordHash })),
  fc
    .constantFrom('host', 'controllers', 'everyone', 'vote')
    .map((control): RoomDeed => ({ kind: 'change-policy', policy: { control } })),
  fc
    .constantFrom('everyone', 'host', 'nobody')
    .map((waitFor): RoomDeed => ({ kind: 'change-policy', policy: { waitFor } })),
  fc.constantFrom(60_000, null).map((expiresInMs): RoomDeed => ({ kind: 'set-expiry', expiresInMs })),
  who.map((name): RoomDeed => ({
    kind: 'invite',
    people: [{ personId: `person-${name}`, name, role: 'viewer' }],
  })),
  who.map((memberId): RoomDeed => ({ kind: 'grant', memberId })),
)
const request: fc.Arbitrary<Request> = fc.oneof(
  fc.boolean().map((isFree): Request => ({ kind: 'free-play', isFree })),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.boolean())
    .map(([ballot, inFavour]): Request => ({ kind: 'vote', ballot, inFavour })),
  fc.constant<Request>({ kind: 'react', reaction: '👍' }),
  fc.constantFrom('attention', 'pause').map((wants): Request => ({ kind: 'raise', wants })),
  who.map((targetId): Request => ({ kind: 'lower', targetId })),
  fc.constant<Request>({ kind: 'edit-queue', edit: { kind: 'add', media: { ...film, runtimeMs: 20_000 } } }),
  fc
    .integer({ min: 1, max: 4 })
    .map((entry): Request => ({ kind: 'edit-queue', edit: { kind: 'move', entry, index: 0 } })),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())
    .map(([entry, insist]): Request => ({ kind: 'play-entry', entry, insist })),
  fc.boolean().map((insist): Request => ({ kind: 'open', media: film, positionMs: 900_000, insist })),
  fc.constant<Request>({ kind: 'say', text: 'Hi' }),
)

/** Everything that has come since rooms have roles, votes and a queue. */
const socialDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(who, deedOf).map(
    ([id, deeds]): Deed =>
      (stage) =>
        void stage.govern(id, deeds),
  ),
  fc.tuple(who, request).map(
    ([id, asked]): Deed =>
      (stage) =>
        void stage.ask(id, asked),
  ),
  who.map(
    (id): Deed =>
      (stage) =>
        void stage.act(id, { kind: 'next' }),
  ),
  fc.tuple(who, fc.boolean()).map(([memberId, canSee]): Deed => (stage) => {
    const question = stage.room.question?.number
    if (question !== undefined) stage.take({ kind: 'sight', memberId, question, canSee })
  }),
  who.map(
    (id): Deed =>
      (stage) =>
        void stage.take({ kind: 'decline', requestId: 'd', personId: `person-${id}` }),
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
  for (const { personId } of room.bans)
    expect(room.members.some((it) => it.person.id === personId)).toBe(false)
  const voted = [...(room.ballot?.inFavour ?? []), ...(room.ballot?.against ?? [])]
  for (const id of voted) expect(ids).toContain(id)
  expect(new Set(voted).size).toBe(voted.length)
  expect(new Set(room.queue.map(({ number }) => number)).size).toBe(room.queue.length)
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
  it(
    '[RM36] [RM112] has revisions that only grow, one host, waits for members only, and is the same when replayed',
    { timeout: 60_000 },
    () => {
      const seed = Number(process.env['LOCKSTEP_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
      console.log(`whatever happens: LOCKSTEP_SEED=${seed}`)
      fc.assert(
        fc.property(fc.array(fc.oneof(deed, socialDeed), { minLength: 1, maxLength: 60 }), (deeds) => {
          const stage = new RoomStage({ members: ['ann', 'bob', 'cid'] })
          const found = stage.room
          stage.log.length = 0
          for (const perform of deeds) {
            const { revision } = stage.room.timeline
            const wasWaiting = stage.nowMs
            // A deed that asks nothing of the room would leave the effects of a wait, which are of many moments.
            stage.effects = []
            perform(stage)
            if (stage.room.life.kind === 'ended') break
            expectSound(stage, revision)
            if (stage.nowMs === wasWaiting) expectAddressedToMembers(stage)
          }
          const again = stage.log.reduce((room, { input, nowMs }) => reduce(room, input, nowMs).room, found)
          expect(again).toEqual(stage.room)
        }),
        { numRuns: 300, seed },
      )
    },
  )
})
