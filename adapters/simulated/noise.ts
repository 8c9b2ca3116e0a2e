/** Chance that repeats itself: the same seed gives the same sequence. */
export interface Noise {
  /** Uniform in [-halfWidth, halfWidth]. */
  within(halfWidth: number): number
}

/** Marsaglia's xorshift with 32 bits of state, plenty for noise; zero is the one state it cannot leave. */
export function createNoise(seed: number): Noise {
  let state = Math.imul(seed, 0x9e3779b1) || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  return { within: (halfWidth) => (2 * next() - 1) * halfWidth }
}
