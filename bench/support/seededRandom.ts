/** Evenly spread numbers from 0 to below 1, the same ones for the same seed. */
export type Random = () => number

/** Marsaglia's xorshift with 32 bits ("Xorshift RNGs", 2003): plenty for delays that have to look irregular. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}
