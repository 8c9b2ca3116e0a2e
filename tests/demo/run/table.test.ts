import { describe, expect, it } from 'vitest'
import { lineText } from '../../../companion/cli/view/paintedLine.ts'
import type { DemoReport, MemberReport } from '../../../demo/run/report.ts'
import { logLine, tableLines, type TableView } from '../../../demo/run/table.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'
import { plainRoom, type RoomView } from '../../../protocol/room.ts'
import {
  idleFollowStatus,
  initialCompanionState,
  type CompanionState,
} from '../../../protocol/companionState.ts'

const member = (name: string): MemberReport => ({
  name,
  player: 'MPV 0.35.1',
  pid: 1,
  ipc: 'socket',
  rttMs: 0.9,
  offsetBoundMs: 0.3,
  driftMs: { p50: 0.1, p95: 0.4, max: 0.6 },
  corrections: { rate: 2, seek: 1 },
})

const room: RoomView = {
  id: 'r',
  code: 'abcd',
  name: 'Room',
  media: { serverId: 's', itemId: 'i', title: 't', runtimeMs: 600_000, providerIds: {} },
  ...plainRoom,
  policy: defaultPolicy,
  hostId: 'a',
  timeline: { positionMs: 0, rate: 1, atMs: 0, playing: true, revision: 1 },
  phase: { kind: 'steady' },
  members: [],
}

const following: CompanionState = {
  ...initialCompanionState,
  room,
  session: { kind: 'online', server: 'ws://127.0.0.1:1' },
  player: { kind: 'ready', name: 'MPV 0.35.1', pid: 1, control: 'socket' },
  follow: { ...idleFollowStatus, mode: 'following' },
}

const closed: CompanionState = {
  ...following,
  player: {
    kind: 'gone',
    how: 'closed',
    problem: { code: 'player-closed', sentence: 'MPV was closed.', nextStep: '' },
  },
}

const view = (report: Partial<DemoReport> = {}, states = [following, following]): TableView => ({
  title: 'Night of the Metronome',
  positionMs: 62_000,
  frameMs: 1000 / 24,
  states,
  report: {
    members: [member('Ada'), member('Grace')],
    pairwiseMs: { p50: 0.3, p95: 0.5, max: 0.8 },
    startSpreadMs: 1.9,
    seconds: 9,
    ...report,
  },
})

const text = (shown: TableView) =>
  tableLines(shown)
    .map((line) => lineText(line, 120, false))
    .join('\n')

describe('the table of the demo', () => {
  it('[DM80] shows each member with drift, RTT, bound and corrections', () => {
    expect(text(view())).toMatch(
      /^Ada +MPV 0\.35\.1 +in step +0\.1 ms +0\.4 ms +0\.9 ms +±0\.3 ms +2 speed, 1 jump$/m,
    )
  })

  it('[DM80] says what the distance between the players means to the eye', () => {
    expect(text(view())).toContain('the same frame everywhere')
    expect(text(view({ pairwiseMs: { p50: 9, p95: 30, max: 39 } }))).toContain('at times its neighbour')
    expect(text(view({ pairwiseMs: { p50: 60, p95: 70, max: 90 } }))).toContain('up to 2 frames apart')
    expect(text(view({ pairwiseMs: { p50: null, p95: null, max: null } }))).toContain('nobody plays together')
  })

  it('[DM80] says so when the room stands still', () => {
    const paused = { ...following, room: { ...room, timeline: { ...room.timeline, playing: false } } }
    expect(text(view({}, [paused, paused]))).toContain('What you see: a still frame')
  })

  it('[DM81] says whose player is gone, and how to bring it back', () => {
    const shown = text(view({}, [following, closed]))
    expect(shown).toContain('player closed')
    expect(shown).toContain('Grace: MPV was closed. Press p to bring it back')
  })

  it('[DM80] fits into one line of a log', () => {
    expect(logLine(view())).toBe(
      '1:02 | Ada in step, drift p95 0.4 ms | Grace in step, drift p95 0.4 ms | players apart p50 0.3 ms, p95 0.5 ms',
    )
  })
})
