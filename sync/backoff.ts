export interface BackoffLimits {
  /** The longest first delay; it doubles from try to try. */
  readonly firstMs: number
  readonly longestMs: number
}

export const defaultBackoff: BackoffLimits = { firstMs: 250, longestMs: 10_000 }

/**
 * How long to wait before try number `attempt` (0 = the first retry). `random` from 0 to below 1 spreads the waiting
 * evenly over the whole delay ("full jitter", M. Brooker, "Exponential Backoff and Jitter", AWS 2015), so that a
 * server that comes back is not met by all its rooms at once.
 */
export function nextDelayMs(attempt: number, random: number, limits: BackoffLimits = defaultBackoff): number {
  const doublings = Math.min(Math.max(0, attempt), 50)
  return random * Math.min(limits.longestMs, limits.firstMs * 2 ** doublings)
}
