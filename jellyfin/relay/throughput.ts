import type { Clock } from '../clock.ts'

/** Measures at what rate an item's bytes come from the server, over all of its requests. */
export interface Throughput {
  /** A new answer's body begins now. */
  begin(): Flow
  /** Bytes per second over the last 5 s of work; null before enough has come to say. */
  bytesPerSecond(): number | null
  /** All bytes that have come. */
  receivedBytes(): number
}

/** The body of one answer. */
export interface Flow {
  received(bytes: number): void
  /** The player takes nothing for the moment, then takes again. */
  blocked(): void
  unblocked(): void
}

const sliceMs = 250
const keptSlices = 20
/** Less work than this measures the buffers on the way, not the way. */
const leastWorkMs = 10
/** A player that makes the line wait this long sets the pace itself; its waiting is no work. */
const longWaitMs = 25
/** What comes right after a long wait lay ready in the buffers of this machine. */
const settleMs = 50

interface Slice {
  bytes: number
  workMs: number
}

/**
 * Work is the time in which the relay was ready to receive: waiting for the line counts, waiting for the player does
 * not. So a player with a full cache leaves the figure as it was when the cache filled.
 */
export function createThroughput(clock: Clock): Throughput {
  const slices: Slice[] = []
  let receivedBytes = 0
  const count = (bytes: number) => {
    receivedBytes += bytes
  }
  const add = (bytes: number, workMs: number) => {
    let slice = slices.at(-1)
    if (slice === undefined || slice.workMs >= sliceMs) {
      slice = { bytes: 0, workMs: 0 }
      slices.push(slice)
      if (slices.length > keptSlices) slices.shift()
    }
    slice.bytes += bytes
    slice.workMs += workMs
  }
  return {
    begin: () => createFlow(clock, { add, count }),
    receivedBytes: () => receivedBytes,
    bytesPerSecond() {
      const workMs = slices.reduce((sum, slice) => sum + slice.workMs, 0)
      const bytes = slices.reduce((sum, slice) => sum + slice.bytes, 0)
      return workMs < leastWorkMs ? null : (bytes / workMs) * 1000
    },
  }
}

interface FlowSink {
  add(bytes: number, workMs: number): void
  count(bytes: number): void
}

function createFlow(clock: Clock, { add, count }: FlowSink): Flow {
  let lastMs = clock.nowMs()
  let blockedSinceMs: number | null = null
  let settledAtMs = lastMs
  return {
    received(bytes) {
      const nowMs = clock.nowMs()
      count(bytes)
      if (nowMs >= settledAtMs) add(bytes, nowMs - lastMs)
      lastMs = nowMs
    },
    blocked() {
      blockedSinceMs ??= clock.nowMs()
    },
    unblocked() {
      const nowMs = clock.nowMs()
      if (blockedSinceMs !== null && nowMs - blockedSinceMs >= longWaitMs) settledAtMs = nowMs + settleMs
      blockedSinceMs = null
    },
  }
}
