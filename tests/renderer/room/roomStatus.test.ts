import { describe, expect, it } from 'vitest'
import { statusOf } from '../../../app/renderer/room/roomStatus.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import type { Condition } from '../../../protocol/health.ts'
import { inRoom, member, room } from '../../companion/cli/fakes/states.ts'

const problem = { code: 'player-crashed', sentence: 'MPV ended.', nextStep: 'Start it again.' }
const crashed: Condition = {
  ...{ what: 'player-crashed', severity: 'stopped', sinceMs: 0, problem },
  wayBack: { kind: 'retrying', attempt: 1, nextAtMs: null },
}
const bob = member('Bob', { readyRevision: 3, driftMs: 0.5 })
const playing: CompanionState = {
  ...inRoom,
  ...{ isFree: false, health: [] },
  room: { ...room, members: [bob] },
  follow: { ...inRoom.follow, mode: 'following', buffering: false },
  player: { kind: 'starting' },
}
const withPlayer: CompanionState = { ...playing, player: inRoom.player }

describe('the line over the film', () => {
  it('[UR150] says how far apart the room is while all is well', () => {
    expect(statusOf(withPlayer)).toEqual({ tone: 'good', key: 'inStepWithin', driftMs: 0.5 })
  })

  it('[UR150] says that one’s own player cannot follow, however well the others do', () => {
    expect(statusOf({ ...withPlayer, health: [crashed] })).toMatchObject({ tone: 'bad', key: 'stopped' })
    const impaired = { ...crashed, what: 'no-sound', severity: 'impaired' } as const
    expect(statusOf({ ...withPlayer, health: [impaired] }).key).toBe('inStepWithin')
  })

  it('[UR150] says that one’s own player is on its way', () => {
    expect(statusOf(playing)).toMatchObject({ tone: 'caution', key: 'placing' })
  })

  it('[UR150] counts nobody who cannot follow', () => {
    const lost = member('Cleo', { readyRevision: 3, driftMs: 900, trouble: 'MPV ended.' })
    const members = [bob, lost]
    expect(statusOf({ ...withPlayer, room: { ...room, members } }).driftMs).toBe(0.5)
  })
})
