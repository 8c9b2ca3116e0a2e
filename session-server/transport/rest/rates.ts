import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { success, type Result } from '../../../protocol/result.ts'
import { refusal, type Refusal } from './envelope.ts'

/** How often somebody may ask for something, per minute. */
export interface Rate {
  take(key: string): Promise<Result<void, Refusal>>
}

export function createRate(perMinute: number): Rate {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return {
    take: async (key) => {
      try {
        await limiter.consume(key)
        return success(undefined)
      } catch (spent) {
        const retryAfterMs = spent instanceof RateLimiterRes ? spent.msBeforeNext : 60_000
        return refusal('too-many-requests', { retryAfterMs })
      }
    },
  }
}
