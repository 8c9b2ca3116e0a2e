import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Counts sign-ins that fail, by address: whoever guesses is stopped, a household that signs in is not. */
export interface Attempts {
  /** False when this address has failed too often; else the attempt counts as failed until `forgive`. */
  begin(address: string): Promise<boolean>
  forgive(address: string): Promise<void>
}

export function createAttempts(limits: { readonly failed: number; readonly windowMs: number }): Attempts {
  const limiter = new RateLimiterMemory({ points: limits.failed, duration: limits.windowMs / 1000 })
  return {
    begin: async (address) => {
      try {
        await limiter.consume(address)
        return true
      } catch {
        return false
      }
    },
    forgive: async (address) => {
      await limiter.reward(address)
    },
  }
}
