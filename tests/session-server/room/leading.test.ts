import { describe, expect, it } from 'vitest'
import type { LeadingMove } from '../../../session-server/room/input.ts'
import { companionTraits, type Traits } from '../../../session-server/room/room.ts'
import { restoreRoom, snapshotOf } from '../../../session-server/room/snapshot.ts'
import { defaultRoomLimits } from '../../../session-server/room/roomLimits.ts'
import { RoomStage } from '../support/roomStage.ts'
import { somebody } from '../support/somebody.ts'

const browser: Traits = {
  mayHost: false,
  asHost: 'leads',
  preparation: 'once',
  startLeadMs: 1000,
  controlLeadMs: 300,
  largestRoom: 20,
  resumes: false,
  answers: false,
}

/** A room that `web` hosts from a browser and `ann` follows with a companion. */
function ledRoom(traits: Partial<Traits> = {}): RoomStage {
  const stage = new RoomStage({ members: [], positionMs: 5000 })
  comeIn(stage, 'web', { ...browser, ...traits })
  stage.join('ann')
  stage.ready('ann')
  return stage
}

const comeIn = (stage: RoomStage, memberId: string, traits: Traits) =>
  stage.take({
    kind: 'join',
    requestId: memberId,
    memberId,
    person: somebody(memberId),
    tokenHash: memberId,
    traits,
  })

const lead = (stage: RoomStage, move: Partial<LeadingMove>) =>
  stage.take({
    kind: 'lead',
    memberId: 'web',
    move: { did: 'played', positionMs: 5000, atMs: stage.nowMs, playing: true, ...move },
  })

/** Where the browser's film is that has been at 5000 when this stage showed `sinceMs`. */
const filmAt = (stage: RoomStage, sinceMs: number) => 5000 + stage.nowMs - sinceMs

describe('a room that a player leads which cannot be moved', () => {
  it('[OW20] starts the others a second later, where that player will be by then', () => {
    const stage = ledRoom()
    const sinceMs = stage.nowMs
    lead(stage, {})
    expect(stage.events()).toEqual(['played'])
    expect(stage.room.timeline).toMatchObject({ playing: true, atMs: sinceMs + 1000, positionMs: 6000 })
    stage.wait(30_000)
    expect(stage.positionMs()).toBe(filmAt(stage, sinceMs))
  })

  it('[OW20] pauses the others where that player stands, and tells a stall as one', () => {
    const stage = ledRoom()
    lead(stage, {})
    stage.wait(10_000)
    lead(stage, { did: 'paused', positionMs: 14_900, playing: false })
    expect(stage.events()).toEqual(['paused'])
    expect(stage.room.timeline).toMatchObject({ playing: false, positionMs: 14_900, atMs: stage.nowMs + 300 })
    lead(stage, { positionMs: 14_900 })
    stage.wait(10_000)
    lead(stage, { did: 'stalled', positionMs: 24_000, playing: false })
    expect(stage.events()).toEqual(['stalled'])
    expect(stage.room.timeline.playing).toBe(false)
    expect(stage.room.phase.kind).toBe('steady')
  })

  it('[OW20] jumps along while playing, without waiting for anybody', () => {
    const stage = ledRoom()
    lead(stage, {})
    stage.wait(10_000)
    const { revision } = stage.room.timeline
    lead(stage, { did: 'sought', positionMs: 60_000 })
    expect(stage.room.timeline).toMatchObject({
      playing: true,
      revision: revision + 1,
      atMs: stage.nowMs + 300,
      positionMs: 60_300,
    })
  })

  it('[OW20] stands elsewhere when that player is moved while paused', () => {
    const stage = ledRoom()
    lead(stage, { did: 'sought', positionMs: 90_000, playing: false })
    expect(stage.events()).toEqual(['sought'])
    expect(stage.room.timeline).toMatchObject({ playing: false, positionMs: 90_000 })
  })

  it('[OW20] moves without a word where that player is only seen better', () => {
    const stage = ledRoom()
    lead(stage, {})
    stage.wait(10_000)
    const before = stage.positionMs()
    lead(stage, { did: null, positionMs: before + 80 })
    expect(stage.events()).toEqual([])
    expect(stage.room.timeline.atMs).toBe(stage.nowMs)
    expect(stage.positionMs()).toBeCloseTo(before + 80)
    lead(stage, { did: 'paused', positionMs: 20_000, playing: false })
    const { revision } = stage.room.timeline
    lead(stage, { did: null, positionMs: 21_000 })
    expect(stage.room.timeline.revision).toBe(revision)
  })

  it('[OW21] waits for who is not ready for two seconds at most, and joins the film on its way', () => {
    const stage = ledRoom()
    stage.join('bob')
    const sinceMs = stage.nowMs
    lead(stage, {})
    expect(stage.waitingFor()).toEqual(['bob'])
    expect(stage.room.timeline.playing).toBe(false)
    stage.wait(1999)
    expect(stage.room.timeline.playing).toBe(false)
    stage.wait(1)
    expect(stage.room.timeline).toMatchObject({ playing: true, atMs: stage.nowMs + 1000, positionMs: 8000 })
    stage.wait(5000)
    expect(stage.positionMs()).toBe(filmAt(stage, sinceMs))
  })

  it('[OW21] starts as soon as the last one is ready, and not at all when the film was paused meanwhile', () => {
    const stage = ledRoom()
    stage.join('bob')
    lead(stage, {})
    stage.wait(500)
    stage.ready('bob')
    expect(stage.room.timeline).toMatchObject({ playing: true, positionMs: 6500 })

    const other = ledRoom()
    other.join('bob')
    lead(other, {})
    other.wait(500)
    lead(other, { did: 'paused', positionMs: 5400, playing: false })
    other.wait(5000)
    expect(other.room.timeline).toMatchObject({ playing: false, positionMs: 5400 })
  })

  it('[OW22] is moved by nobody else, whatever the policy', () => {
    const stage = ledRoom()
    lead(stage, {})
    stage.wait(5000)
    for (const action of [
      { kind: 'pause', positionMs: null },
      { kind: 'seek', positionMs: 1000 },
      { kind: 'rate', rate: 1.5 },
    ] as const) {
      stage.act('ann', action)
      expect(stage.answer(), `${action.kind}`).toBe('not-permitted')
      stage.act('web', action)
      expect(stage.answer(), `${action.kind}`).toBe('not-permitted')
    }
  })

  it('[OW22] is paused and played by others where its client obeys, and still not sought', () => {
    const stage = new RoomStage({ members: [], positionMs: 5000, policy: { control: 'everyone' } })
    comeIn(stage, 'web', { ...browser, asHost: 'leads-pausable' })
    stage.join('ann')
    stage.ready('ann')
    lead(stage, {})
    stage.wait(5000)
    stage.act('ann', { kind: 'pause', positionMs: null })
    expect(stage.answer()).toBe('done')
    expect(stage.room.timeline.playing).toBe(false)
    stage.act('ann', { kind: 'seek', positionMs: 1000 })
    expect(stage.answer()).toBe('not-permitted')
  })

  it('[OW22] listens to its leader only', () => {
    const stage = ledRoom()
    comeIn(stage, 'other', browser)
    const { room } = stage
    stage.take({
      kind: 'lead',
      memberId: 'other',
      move: { did: 'played', positionMs: 0, atMs: stage.nowMs, playing: true },
    })
    expect(stage.room.timeline).toBe(room.timeline)
  })

  it('[OW22] is like any other room as soon as a companion is its host', () => {
    const stage = ledRoom()
    lead(stage, {})
    stage.wait(5000)
    stage.leave('web')
    expect(stage.room.hostId).toBe('ann')
    expect(stage.room.timeline.playing).toBe(true)
    stage.act('ann', { kind: 'pause', positionMs: null })
    expect(stage.answer()).toBe('done')
  })

  it('[OW22] is not stopped by the stall of somebody else', () => {
    const stage = ledRoom()
    lead(stage, {})
    stage.wait(5000)
    stage.report('ann', { readyRevision: stage.room.timeline.revision, driftMs: 0 })
    stage.report('ann', { buffering: true })
    stage.wait(5000)
    expect(stage.room.timeline.playing).toBe(true)
  })
})

describe('a room of companions with somebody in a browser', () => {
  it('[OW23] lets browsers know of a start a second ahead, and of everything else 300 ms', () => {
    const stage = new RoomStage()
    comeIn(stage, 'web', browser)
    stage.ready('ann')
    stage.report('web', { readyRevision: 0 })
    stage.act('ann', { kind: 'play' })
    expect(stage.room.timeline).toMatchObject({ playing: true, atMs: stage.nowMs + 1000, positionMs: 0 })
    stage.wait(5000)
    stage.act('ann', { kind: 'pause', positionMs: null })
    expect(stage.room.timeline.atMs).toBe(stage.nowMs + 300)
  })

  it('[OW23] takes a browser that has loaded the film for ready at every place', () => {
    const stage = new RoomStage()
    comeIn(stage, 'web', browser)
    stage.report('web', { readyRevision: 0 })
    stage.act('ann', { kind: 'seek', positionMs: 60_000 })
    stage.ready('ann')
    stage.act('ann', { kind: 'play' })
    expect(stage.room.timeline.playing).toBe(true)
    stage.report('web', { buffering: true })
    stage.act('ann', { kind: 'pause', positionMs: null })
    stage.act('ann', { kind: 'play' })
    stage.ready('ann')
    expect(stage.waitingFor()).toEqual(['web'])
  })

  it('[OW24] is full when the smallest room is that somebody can be in', () => {
    const stage = new RoomStage()
    comeIn(stage, 'web', { ...browser, largestRoom: 3 })
    stage.join('bob')
    stage.join('cid')
    expect(stage.answer()).toBe('room-full')
    stage.leave('web')
    stage.join('cid')
    expect(stage.answer()).toBe('admitted')
    for (let n = 0; n < 30; n += 1) stage.join(`more-${n}`)
    comeIn(stage, 'late', browser)
    expect(stage.answer()).toBe('room-full')
  })

  it('[OW25] keeps no place over a restart for who cannot come back to it', () => {
    const stage = new RoomStage()
    comeIn(stage, 'web', browser)
    const snapshot = snapshotOf(stage.room, { nowMs: 0, wallMs: 0 })
    const restored = restoreRoom(snapshot, {
      nowMs: 0,
      wallMs: 0,
      aliveWallMs: 0,
      limits: defaultRoomLimits,
    })
    expect(restored.members.map(({ id, traits }) => [id, traits])).toEqual([['ann', companionTraits]])
  })
})
