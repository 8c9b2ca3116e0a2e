import { createTokenBucket, type TokenBucket } from './tokenBucket.ts'

/** How often one address may try passwords, of whatever rooms: a household that mistypes, and nobody who guesses. */
const triesOfAddress = { perSecond: 0.5, burst: 60 } as const
/** Addresses remembered. One that is forgotten begins anew, so the oldest go first, and long after their last try. */
const addressesRemembered = 10_000

/** Counts tries of passwords by where they come from: a room counts its own, and there are many rooms. */
export interface AddressTries {
  /** False when there have been too many. */
  take(address: string, nowMs: number): boolean
}

export function createAddressTries(): AddressTries {
  const buckets = new Map<string, TokenBucket>()
  return {
    take: (address, nowMs) => {
      const bucket = buckets.get(address) ?? createTokenBucket(triesOfAddress)
      buckets.delete(address)
      buckets.set(address, bucket)
      const [oldest] = buckets.keys()
      if (buckets.size > addressesRemembered && oldest !== undefined) buckets.delete(oldest)
      return bucket.take(nowMs)
    },
  }
}
