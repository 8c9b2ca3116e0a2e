export interface BackoffLimits {
  readonly firstMs: number
  readonly longestMs: number
}

export const defaultBackoff: BackoffLimits = { firstMs: 250, longestMs: 10_000 }

/**
 * How long to wait before try number `attempt` (0 = the first retry). Doubles up to a cap, with full jitter:
 * `random` in [0, 1) spreads the members of a room, so that a server that comes back is not met by all at once.
 */
export function nextDelayMs(attempt: number, random: number, limits: BackoffLimits = defaultBackoff): number {
  const ceiling = Math.min(limits.longestMs, limits.firstMs * 2 ** Math.max(0, attempt))
  return ceiling * (0.5 + random / 2)
}
