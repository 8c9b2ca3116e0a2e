/** Counts messages against a sustained rate with room for bursts. */
export interface TokenBucket {
  /** False when the sender has used up its allowance at `nowMs`. */
  take(nowMs: number): boolean
}

export function createTokenBucket(limits: {
  readonly perSecond: number
  readonly burst: number
}): TokenBucket {
  let tokens = limits.burst
  let countedMs: number | null = null
  return {
    take: (nowMs) => {
      const refill = ((nowMs - (countedMs ?? nowMs)) / 1000) * limits.perSecond
      countedMs = nowMs
      tokens = Math.min(limits.burst, tokens + refill)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
