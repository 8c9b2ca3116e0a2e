import { describe, expect, it } from 'vitest'
import { presenceOf, type PresenceFacts } from '../../../companion/room/presence.ts'
import { startPresenceReporter } from '../../../companion/room/presenceReporter.ts'
import { idleFollowStatus } from '../../../protocol/companionState.ts'
import { presenceReportSchema, unknownPresence, type PresenceReport } from '../../../protocol/member.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

describe('presence', () => {
  it('[CP20] is told every second, and at once when somebody may wait for it', async () => {
    const clock = createVirtualClock()
    const told: PresenceReport[] = []
    let now = unknownPresence
    const reporter = startPresenceReporter(
      clock,
      () => now,
      (presence) => told.push(presence),
    )
    await clock.advance(2000)
    expect(told).toHaveLength(3)
    now = { ...now, driftMs: 3 }
    reporter.changed()
    expect(told).toHaveLength(3)
    now = { ...now, readyRevision: 4 }
    reporter.changed()
    expect(told).toHaveLength(4)
    reporter.stop()
    expect(clock.pending()).toBe(0)
  })

  it('[CP13] tells the room why a lost player is lost', () => {
    const problem = { code: 'mpv-crashed', sentence: 'MPV crashed.', nextStep: 'Restart it.' }
    const presence = presenceOf({
      player: { kind: 'gone', how: 'crashed', problem },
      follow: idleFollowStatus,
      readyRevision: 4,
      clock: null,
      actuationMs: null,
      trouble: null,
      isReady: true,
      aloneOn: null,
    })
    expect(presenceReportSchema.parse(presence)).toMatchObject({
      trouble: 'MPV crashed.',
      player: null,
      readyRevision: null,
    })
  })

  const facts: PresenceFacts = {
    player: { kind: 'ready', name: 'MPV', pid: null, control: null },
    follow: { ...idleFollowStatus, buffering: true },
    readyRevision: null,
    clock: null,
    actuationMs: null,
    trouble: null,
    isReady: true,
    aloneOn: null,
  }

  it('[CP95] holds nobody up while the viewer is busy with themselves', () => {
    expect(presenceOf(facts)).toMatchObject({ buffering: true, readyRevision: null })
    expect(presenceOf({ ...facts, aloneOn: 7 })).toMatchObject({ buffering: false, readyRevision: 7 })
    const player = { kind: 'loading', name: 'MPV', pid: null, control: null } as const
    expect(presenceOf({ ...facts, player, aloneOn: 7 })).toMatchObject({ readyRevision: 7 })
  })

  it('[CP96] is not ready as long as the viewer says so', () => {
    const ready = { ...facts, readyRevision: 7 }
    expect(presenceOf(ready).readyRevision).toBe(7)
    expect(presenceOf({ ...ready, isReady: false }).readyRevision).toBeNull()
    expect(presenceOf({ ...ready, aloneOn: 7, isReady: false }).readyRevision).toBeNull()
  })
})
