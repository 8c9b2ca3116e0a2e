import { z } from 'zod'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'
import type { MpvMirror } from './mpvMirror.ts'

/** Where a silent film is: each frame is told when it is queued, which is a clock of its own. */
export interface FrameEdges {
  /** Null until a frame has been told. Watching begins with the first call. */
  latest(): FrameEdge | null
  stop(): void
}

export interface FrameEdge {
  readonly positionMs: number
  readonly observedAtMs: number
  readonly uncertaintyMs: number
}

interface Edge {
  readonly positionMs: number
  readonly atMs: number
}

/** Single edges scatter by -1.6..+6 ms (MPV 0.35.1): the median of these is used. */
const KEPT_EDGES = 7
/** What remains: -0.1 to -1.6 ms with vo null (MPV 0.35.1), and what a screen adds. */
const EDGE_UNCERTAINTY_MS = 4
/** No frame for so long: the edges tell nothing about now. */
const STALE_MS = 1000

/** MPV shows a frame at most so much later than it tells it (its own queue). */
const LONGEST_LEAD_MS = 50

/**
 * How long before it is shown a frame is told: one frame, as the queue takes it when the one before is shown, two
 * at 50 frames a second and more, never more than 50 ms. Against `audio-pts`, medians at 10, 24, 25, 30, 50, 60
 * frames a second: 47, 40, 39, 33, 39, 32 ms (MPV 0.35.1, vo null); on screen at 24 and 60: 41.5 and 32.5 (vo x11).
 */
export const frameLeadMs = (frameMs: number): number =>
  Math.min(frameMs < LONGEST_LEAD_MS / 2 ? 2 * frameMs : frameMs, LONGEST_LEAD_MS)

export function createFrameEdges(
  ipc: Pick<IpcClient, 'observeProperty'>,
  clock: Clock,
  mirror: MpvMirror,
): FrameEdges {
  let edges: readonly Edge[] = []
  let rate = mirror.rate
  let cancel: Cancel | null = null

  const take = (value: unknown) => {
    const seconds = z.number().safeParse(value)
    const moves = !mirror.paused && !mirror.seeking && !mirror.buffering
    if (!seconds.success || !moves || mirror.rate !== rate) edges = []
    rate = mirror.rate
    if (!seconds.success || !moves) return
    edges = [...edges, { positionMs: seconds.data * 1000, atMs: clock.nowMs() }].slice(-KEPT_EDGES)
  }
  const latest = () => {
    cancel ??= ipc.observeProperty('time-pos', take)
    const last = edges.at(-1)
    if (last === undefined || clock.nowMs() - last.atMs > STALE_MS) return null
    const positionMs = positionAt(edges, last.atMs, rate) - rate * frameLeadMs(mirror.frameMs)
    return { positionMs, observedAtMs: last.atMs, uncertaintyMs: EDGE_UNCERTAINTY_MS }
  }
  const stop = () => {
    cancel?.()
    cancel = null
    edges = []
  }
  return { latest, stop }
}

/** The median of what each edge says about one instant. */
function positionAt(edges: readonly Edge[], instantMs: number, rate: number): number {
  const positions = edges.map((edge) => edge.positionMs + rate * (instantMs - edge.atMs))
  return positions.toSorted((one, other) => one - other)[Math.floor(positions.length / 2)] ?? 0
}
