import type { PlaybackProgressInfo } from '@jellyfin/sdk/lib/generated-client/models/playback-progress-info.js'
import type { PlaybackStopInfo } from '@jellyfin/sdk/lib/generated-client/models/playback-stop-info.js'
import type { Cancel } from '../protocol/wire.ts'
import { delay, type Clock } from './clock.ts'
import type { HttpClient, RequestProblem } from './httpClient.ts'
import type { PlaybackState, PlaybackVoice } from './library.ts'
import { msToTicks } from './ticks.ts'

/** What is being played, as PlaybackInfo named it. */
export interface PlaybackSubject {
  readonly itemId: string
  readonly mediaSourceId: string
  readonly playSessionId: string | null
  readonly liveStreamId: string | null
  readonly playMethod: 'DirectPlay' | 'DirectStream' | 'Transcode'
}

export interface PlaybackVoiceOptions {
  readonly client: HttpClient
  readonly clock: Clock
  readonly subject: PlaybackSubject
}

/** Reports for which the server's own clients set the rhythm: it extrapolates between them. */
const reportEveryMs = 10_000
/** Beyond what a rate of 1.5 and an uneven rhythm of calls explain, someone jumped. */
const jumpMs = 2000
/** A server that is away is asked again in these steps; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000] as const
/** The stop is what resuming depends on, but whoever closes the app waits for it: two more tries, and 6 s in all. */
const stopRetryDelaysMs = [500, 1500] as const
const stopWithinMs = 6000
const reportTimeoutMs = 5000

interface Report {
  readonly path: string
  readonly state: PlaybackState
  readonly timeoutMs?: number
}

const startPath = '/Sessions/Playing'
const progressPath = '/Sessions/Playing/Progress'
const stopPath = '/Sessions/Playing/Stopped'

/** The voice of one opened item, and the last that it was told. */
export interface ItemVoice extends PlaybackVoice {
  /** Null until `started`; after `stopped` nothing is reported any more. */
  lastState(): PlaybackState | null
  hasStopped(): boolean
}

export function createPlaybackVoice({ client, clock, subject }: PlaybackVoiceOptions): ItemVoice {
  const reporter = createReporter(clock, (report) => send(client, subject, report))
  let last: { readonly state: PlaybackState; readonly atMs: number } | null = null
  let reportedAtMs = 0
  let cancelDue: Cancel = () => undefined
  let stopping: Promise<void> | null = null

  const report = (path: string, state: PlaybackState) => {
    cancelDue()
    reportedAtMs = clock.nowMs()
    reporter.report({ path, state })
  }
  const stop = async (state: PlaybackState): Promise<void> => {
    cancelDue()
    // A progress that overtook the stop would leave the film playing in the eyes of the server.
    await reporter.close()
    const givesUpAtMs = clock.nowMs() + stopWithinMs
    for (const pauseMs of [...stopRetryDelaysMs, null]) {
      const timeoutMs = Math.min(reportTimeoutMs, givesUpAtMs - clock.nowMs())
      const problem = await send(client, subject, { path: stopPath, state, timeoutMs })
      if (problem === null || !isWorthRetrying(problem) || pauseMs === null) return
      if (clock.nowMs() + pauseMs >= givesUpAtMs) return
      await delay(clock, pauseMs)
    }
  }
  return {
    started(state) {
      if (stopping !== null) return
      last = { state, atMs: clock.nowMs() }
      report(startPath, state)
    },
    progressed(state) {
      if (stopping !== null) return
      const nowMs = clock.nowMs()
      const urgent = last === null || isTurn(last.state, state, nowMs - last.atMs)
      last = { state, atMs: nowMs }
      const waitMs = urgent ? 0 : reportedAtMs + reportEveryMs - nowMs
      if (waitMs <= 0) return report(progressPath, state)
      cancelDue()
      // The last word of somebody who falls silent is still said.
      cancelDue = clock.after(waitMs, () => report(progressPath, last?.state ?? state))
    },
    stopped(state) {
      last = { state, atMs: clock.nowMs() }
      stopping ??= stop(state)
      return stopping
    },
    lastState: () => last?.state ?? null,
    hasStopped: () => stopping !== null,
  }
}

/** Whether others should hear of it at once: a pause, its end, or a jump. */
function isTurn(before: PlaybackState, now: PlaybackState, elapsedMs: number): boolean {
  if (before.paused !== now.paused) return true
  const expectedMs = before.positionMs + (before.paused ? 0 : elapsedMs)
  const slackMs = jumpMs + (before.paused ? 0 : elapsedMs / 2)
  return Math.abs(now.positionMs - expectedMs) > slackMs
}

interface Reporter {
  report(report: Report): void
  /** Gives up what waits; resolves when what is on its way has arrived. */
  close(): Promise<void>
}

/** One request at a time; what waits is replaced by what is newer, but a start never by a progress. */
function createReporter(clock: Clock, deliver: (report: Report) => Promise<RequestProblem | null>): Reporter {
  const closing = new AbortController()
  let waiting: Report | null = null
  let running: Promise<void> | null = null
  const run = async () => {
    let failures = 0
    while (waiting !== null && !closing.signal.aborted) {
      const report: Report = waiting
      waiting = null
      const problem = await deliver(report)
      if (problem === null || !isWorthRetrying(problem)) {
        failures = 0
        continue
      }
      waiting = newer(report, waiting)
      const pauseMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0
      failures += 1
      await delay(clock, pauseMs, closing.signal)
    }
    running = null
  }
  return {
    report(report) {
      waiting = newer(waiting, report)
      if (running === null && !closing.signal.aborted) running = run()
    },
    async close() {
      closing.abort()
      await running
    },
  }
}

/** The newer state, under the older path while the server has not heard of the start. */
function newer(older: Report | null, report: Report | null): Report | null {
  if (older === null || report === null) return report ?? older
  return older.path === startPath ? { path: startPath, state: report.state } : report
}

/** No answer, or the server's own failure; a refusal would be repeated. */
const isWorthRetrying = ({ status }: RequestProblem): boolean => status === null || status >= 500

async function send(
  client: HttpClient,
  subject: PlaybackSubject,
  { path, state, timeoutMs = reportTimeoutMs }: Report,
): Promise<RequestProblem | null> {
  const body = path === stopPath ? stopBody(subject, state) : progressBody(subject, state)
  const answer = await client.tell({ method: 'POST', path, body, timeoutMs })
  return answer.ok ? null : answer.problem
}

const progressBody = (subject: PlaybackSubject, state: PlaybackState): PlaybackProgressInfo => ({
  ...stopBody(subject, state),
  CanSeek: true,
  IsPaused: state.paused,
  IsMuted: state.muted,
  PlayMethod: subject.playMethod,
  RepeatMode: 'RepeatNone',
  ...(state.volumePercent === null
    ? {}
    : { VolumeLevel: Math.round(Math.min(100, Math.max(0, state.volumePercent))) }),
})

/** Without PositionTicks the server would count the film as played. */
const stopBody = (subject: PlaybackSubject, state: PlaybackState): PlaybackStopInfo => ({
  ItemId: subject.itemId,
  MediaSourceId: subject.mediaSourceId,
  PositionTicks: msToTicks(state.positionMs),
  ...(subject.playSessionId === null ? {} : { PlaySessionId: subject.playSessionId }),
  ...(subject.liveStreamId === null ? {} : { LiveStreamId: subject.liveStreamId }),
})
