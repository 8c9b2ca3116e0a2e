/**
 * How long to wait before a lost player is started by itself, ms: at once for the first accident, then longer. One that
 * is lost as often as that within `rememberedMs` would be lost again.
 */
const restartAfterMs = [1000, 4000, 15_000] as const
const rememberedMs = 5 * 60_000

/** Of earlier restarts (local clock), those that still count. */
export const recentRestarts = (restarts: readonly number[], nowMs: number): readonly number[] =>
  restarts.filter((atMs) => nowMs - atMs < rememberedMs)

/** Null: no more by itself, a person decides. */
export const restartDelayMs = (restarts: readonly number[], nowMs: number): number | null =>
  restartAfterMs[recentRestarts(restarts, nowMs).length] ?? null
