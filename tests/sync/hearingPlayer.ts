import { expectEcho, judge, type ExpectationList, type Heard, type Intent } from '../../sync/intent.ts'

export type Doing =
  | { readonly who: 'viewer' | 'room'; readonly does: 'toggle' }
  | { readonly who: 'viewer' | 'room'; readonly does: 'rate' | 'seek'; readonly value: number }
  /** A correction: the player is halted, and released a moment later, while the room plays on. */
  | { readonly who: 'room'; readonly does: 'correct' }

export interface Happening {
  readonly gapMs: number
  /** From the player's change to its report; reports keep their order. */
  readonly reportMs: number
  /** Whether the change swallows a report of the same property that is still under way. */
  readonly coalesces: boolean
  readonly doing: Doing
}

export interface Hearing {
  readonly atMs: number
  readonly byViewer: boolean
  readonly intent: Intent
}

export interface Heardest {
  readonly heard: readonly Hearing[]
  readonly playerPaused: boolean
  readonly roomPlaying: boolean
  readonly viewerPauses: number
  readonly viewerPlays: number
}

interface Report {
  readonly atMs: number
  readonly byViewer: boolean
  readonly heard: Heard
}

/** A little later than the latest report. */
const echoWithinMs = 600
const releasedAfterMs = 40
const looksEveryMs = 250

/**
 * A player that a viewer and a room act on, heard through late, coalesced reports. The room grants every wish; whoever
 * hears looks at the player now and then, while it expects no echo; what it sees is no older than what was reported.
 */
export function hearAll(happenings: readonly Happening[], roomPlays: boolean): Heardest {
  const player = { paused: !roomPlays, rate: 1, positionMs: 0 }
  const room = { playing: roomPlays, rate: 1, positionMs: 0 }
  const counts = { viewerPauses: 0, viewerPlays: 0 }
  const heard: Hearing[] = []
  let reports: Report[] = []
  let list: ExpectationList = []
  let nowMs = 0
  let correcting = false

  const hear = (report: Report) => {
    const context = {
      ...{ nowMs: report.atMs, buffering: false, ended: false, mediaChanging: false },
      ...{ expectedPlaying: room.playing, expectedRate: room.rate, expectedPositionMs: room.positionMs },
      standsAtMs: null,
    }
    const judged = judge(list, report.heard, context)
    list = judged.list
    heard.push({ atMs: report.atMs, byViewer: report.byViewer, intent: judged.intent })
    grant(room, judged.intent)
  }
  const passUntil = (untilMs: number) => {
    while (nowMs < untilMs) {
      nowMs = Math.min(
        untilMs,
        (Math.floor(nowMs / looksEveryMs) + 1) * looksEveryMs,
        reports[0]?.atMs ?? Infinity,
      )
      for (let report = reports[0]; report !== undefined && report.atMs <= nowMs; report = reports[0]) {
        reports = reports.slice(1)
        hear(report)
      }
      const expects = list.some(({ deadlineMs }) => deadlineMs >= nowMs)
      const looks = nowMs % looksEveryMs === 0 && !expects && !correcting && reports.length === 0
      if (looks) hear({ atMs: nowMs, byViewer: false, heard: pausedAs(player.paused) })
    }
  }
  const change = (now: Heard, { reportMs, coalesces }: Happening, byViewer: boolean) => {
    if (now.kind === 'paused' && now.paused === player.paused) return
    if (now.kind === 'rate' && now.rate === player.rate) return
    if (now.kind === 'paused') player.paused = now.paused
    if (now.kind === 'rate') player.rate = now.rate
    if (coalesces) reports = reports.filter((report) => report.heard.kind !== now.kind)
    const atMs = Math.max(nowMs + reportMs, reports.at(-1)?.atMs ?? 0)
    reports = [...reports, { atMs, byViewer, heard: now }]
  }
  const command = (now: Heard, happening: Happening) => {
    list = expectEcho(list, { ...expectationOf(now), deadlineMs: nowMs + echoWithinMs })
    change(now, happening, false)
  }
  for (const happening of happenings) {
    passUntil(nowMs + happening.gapMs)
    const { doing } = happening
    if (doing.does === 'correct') {
      if (!room.playing) continue
      command(pausedAs(true), happening)
      correcting = true
      passUntil(nowMs + releasedAfterMs)
      correcting = false
      if (room.playing) command(pausedAs(false), happening)
    } else if (doing.who === 'room') {
      if (doing.does === 'toggle') room.playing = !room.playing
      command(doing.does === 'toggle' ? pausedAs(!room.playing) : jumpOf(doing), happening)
    } else if (doing.does === 'toggle') {
      counts[player.paused ? 'viewerPlays' : 'viewerPauses'] += 1
      change(pausedAs(!player.paused), happening, true)
    } else {
      change(jumpOf(doing), happening, true)
    }
  }
  passUntil(nowMs + 3000)
  return { heard, playerPaused: player.paused, roomPlaying: room.playing, ...counts }
}

const pausedAs = (paused: boolean): Heard => ({ kind: 'paused', paused, positionMs: null })

const jumpOf = (doing: { does: 'rate' | 'seek'; value: number }): Heard =>
  doing.does === 'rate' ? { kind: 'rate', rate: doing.value } : { kind: 'sought', positionMs: doing.value }

function expectationOf(heard: Heard) {
  switch (heard.kind) {
    case 'paused':
      return { property: 'paused', value: heard.paused } as const
    case 'rate':
      return { property: 'rate', value: heard.rate } as const
    case 'sought':
      return { property: 'seek', value: heard.positionMs } as const
  }
}

function grant(room: { playing: boolean }, intent: Intent): void {
  if (intent.kind === 'wants-pause') room.playing = false
  if (intent.kind === 'wants-play') room.playing = true
}
