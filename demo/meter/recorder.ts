import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { PlayerChange, PlayerProbe } from './playerProbe.ts'
import type { Sample, Trace } from './trace.ts'

/** Everything that was seen of one player. */
export interface Recording {
  readonly name: string
  readonly trace: Trace
  readonly changes: readonly PlayerChange[]
}

export interface RecorderOptions {
  readonly clock: Clock
  /** All players are asked in quick succession, this often; `setRhythm` changes it. */
  readonly everyMs: number
  /** What is older is forgotten. */
  readonly keepMs: number
}

/** Samples several players on one clock, side by side, until it is stopped. */
export interface Recorder {
  /** Records a player until it is undone; what was seen of it stays. A player of the same name is replaced. */
  add(probe: PlayerProbe): Cancel
  /** One entry for each player, in the order in which they were added. */
  recordings(): readonly Recording[]
  setRhythm(everyMs: number): void
  stop(): void
}

interface Track {
  readonly probe: PlayerProbe
  readonly samples: Sample[]
  readonly changes: PlayerChange[]
  /** The next question waits for the last answer, so that a hung player does not collect questions. */
  asked: boolean
  watching: boolean
}

export function startRecorder({ clock, everyMs, keepMs }: RecorderOptions): Recorder {
  const tracks = new Map<string, Track>()
  let rhythmMs = everyMs
  let cancelTimer: Cancel = () => undefined
  const round = () => {
    cancelTimer = clock.after(rhythmMs, round)
    for (const track of tracks.values()) {
      if (track.watching && !track.asked) void sample(track, clock.nowMs() - keepMs)
    }
  }
  round()
  return {
    add: (probe) => {
      const track: Track = { probe, samples: [], changes: [], asked: false, watching: true }
      tracks.set(probe.name, track)
      const cancel = probe.onChange((change) => track.changes.push(change))
      return () => {
        track.watching = false
        cancel()
      }
    },
    recordings: () =>
      [...tracks.values()].map(({ probe, samples, changes }) => ({
        name: probe.name,
        trace: samples,
        changes,
      })),
    setRhythm: (next) => {
      rhythmMs = next
    },
    stop: () => cancelTimer(),
  }
}

async function sample(track: Track, oldestMs: number): Promise<void> {
  track.asked = true
  const taken = await track.probe.samples()
  track.asked = false
  track.samples.push(...taken)
  forgetBefore(track.samples, oldestMs)
  forgetBefore(track.changes, oldestMs)
}

/** In large bites: cutting one off the front each time would move the whole list each time. */
function forgetBefore(dated: { readonly atMs: number }[], oldestMs: number): void {
  const [, second] = dated
  if (second === undefined || second.atMs > oldestMs - FORGET_EVERY_MS) return
  const kept = dated.findIndex(({ atMs }) => atMs >= oldestMs)
  dated.splice(0, kept < 0 ? dated.length - 1 : kept)
}

const FORGET_EVERY_MS = 1000
