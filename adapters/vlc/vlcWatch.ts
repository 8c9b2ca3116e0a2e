import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { planPoll } from './pollPlan.ts'
import { takeReading } from './vlcEvents.ts'
import type { SteeringParts } from './vlcSteering.ts'
import { takeChoices, takeDevice, takeVolume } from './vlcExtras.ts'

export interface WatchOptions {
  readonly parts: SteeringParts
  readonly clock: Clock
  /** Every how many refreshes one is listened for while all is calm: 3 requests a second suffice. */
  readonly calmStrides: readonly number[]
  readonly onUnreachable: () => void
}

export interface VlcWatch {
  /** Asks at once: VLC has just let on that something changed. */
  nudge(): void
  /** Something else is known than when the next question was planned. */
  replan(): void
  /** Resolves when VLC has been asked, unless that was done a moment ago. */
  fresh(): Promise<void>
  stop(): void
}

/** Older than that, what is known says little about now. */
const FRESH_MS = 1200

/** Asks VLC again and again, as seldom as its own rhythm allows, and draws the conclusions. */
export function watchVlc({ parts, clock, calmStrides, onUnreachable }: WatchOptions): VlcWatch {
  const { mirror, remote } = parts
  let lastReadMs = clock.nowMs()
  let asking: Promise<void> | null = null
  let askAgain = false
  let stopped = false
  let cancel: Cancel = () => {}

  const ask = async (listenMs: number | null) => {
    const reading = await remote.read(listenMs === null ? {} : { refreshWithinMs: listenMs })
    lastReadMs = clock.nowMs()
    if (stopped) return
    if (!reading.ok) {
      if (reading.problem.code === 'player-gone') onUnreachable()
      return
    }
    takeReading(parts, reading.value)
    takeVolume(parts, reading.value)
    takeDevice(parts, reading.value)
    await takeChoices(parts, reading.value)
  }
  const askOnce = (listenMs: number | null): Promise<void> => {
    cancel()
    asking ??= ask(listenMs).finally(() => {
      asking = null
      schedule()
    })
    return asking
  }
  const schedule = () => {
    if (stopped) return
    const nowMs = clock.nowMs()
    const { atMs, listenMs } = askAgain
      ? { atMs: nowMs, listenMs: null }
      : planPoll({ ...situation(), nowMs, lastReadMs })
    askAgain = false
    cancel()
    cancel = clock.after(Math.max(0, atMs - nowMs), () => void askOnce(listenMs))
  }
  const situation = () => {
    const { lastMs, count } = mirror.refreshes
    const isCalm = clock.nowMs() > mirror.hurriedUntilMs
    return {
      moving: mirror.own !== null && !mirror.paused && !mirror.busy && !mirror.ended && !mirror.streamDead,
      coarse: mirror.coarse,
      jumpedAtMs: mirror.jumpedAtMs,
      refreshedMs: lastMs,
      stride: isCalm ? (calmStrides[count % calmStrides.length] ?? 1) : 1,
      sinceMs: mirror.motion.kind === 'moving' ? mirror.motion.sinceMs : -Infinity,
    }
  }
  schedule()
  return {
    replan: () => {
      if (asking === null) schedule()
    },
    nudge: () => {
      // What is being answered may be from before.
      if (asking === null) void askOnce(null)
      else askAgain = true
    },
    fresh: async () => {
      if (clock.nowMs() - lastReadMs > FRESH_MS) await askOnce(null)
    },
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
