import { claim, figure } from '../figure.ts'
import { joined, runSlice, startLoaded } from './loaded.ts'
import type { Piece, PieceOptions } from './piece.ts'

/** A relayed message costs the same in a server of 50 rooms and in one of 1,000. */
export const flatness: Piece = {
  about:
    'the processor time of a relayed message in 50 rooms of 4 and in 1,000, at the same rate of messages',
  run: async (options) => {
    const [few, many] = [await costOf(50, options), await costOf(1000, options)]
    const ratio = many / few
    return [
      figure('each relayed message, 50 rooms', `${few.toFixed(0)} µs`),
      figure('each relayed message, 1,000 rooms', `${many.toFixed(0)} µs`),
      claim('ratio', ratio.toFixed(2), { claimed: '<= 1.3', holds: ratio <= 1.3 }),
    ]
  },
}

async function costOf(rooms: number, options: PieceOptions): Promise<number> {
  const own = await startLoaded('own', { ...options, rooms })
  try {
    return joined([await runSlice(own, options.seconds * 1000, options.seed)]).costUs
  } finally {
    await own.stop()
  }
}
