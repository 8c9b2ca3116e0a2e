import type { Sample } from '../../../demo/meter/trace.ts'

export interface Playing {
  readonly startMs: number
  readonly count: number
  readonly everyMs: number
  /** Position minus clock. */
  readonly aheadMs: number
  /** 1 when absent. */
  readonly rate?: number
}

/** A player whose truth is known: at clock 0 it is at `aheadMs`, and it moves evenly. */
export const playing = ({ startMs, count, everyMs, aheadMs, rate = 1 }: Playing): Sample[] =>
  Array.from({ length: count }, (_, index) => {
    const atMs = startMs + index * everyMs
    return { atMs, positionMs: atMs * rate + aheadMs }
  })

/** A player that stands on `positionMs` until `releasedAtMs` and then moves; sampled with an error of up to `noiseMs`. */
export const released = (options: {
  readonly releasedAtMs: number
  readonly positionMs: number
  readonly everyMs: number
  readonly noise?: () => number
  readonly rate?: number
}): Sample[] =>
  Array.from({ length: 60 }, (_, index) => {
    const { releasedAtMs, positionMs, everyMs, noise = () => 0, rate = 1 } = options
    const atMs = index * everyMs
    const moved = Math.max(0, atMs - releasedAtMs) * rate
    return { atMs, positionMs: positionMs + moved + noise() }
  })
