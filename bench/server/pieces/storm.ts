import { claim, figure, inMs } from '../figure.ts'
import { startLoaded } from './loaded.ts'
import type { Piece } from './piece.ts'

/** Two thousand people come at once, as after a restart. */
export const storm: Piece = {
  about: '2,000 sockets at once: connect, introduce themselves, create or join 500 rooms',
  run: async (options) => {
    const own = await startLoaded('own', { ...options, rooms: 500, atOnce: 500 })
    try {
      const { tookMs, members, setUpBytesMean, setUpBytesMax } = own.opened
      return [
        claim(`until all ${members} are in their rooms`, inMs(tookMs), {
          claimed: '<= 5 s',
          holds: tookMs <= 5000,
        }),
        claim('sent to each client until all were in, at most', `${setUpBytesMax} bytes`, {
          claimed: '<= 100 kB',
          holds: setUpBytesMax <= 100_000,
        }),
        figure('the same, mean', `${Math.round(setUpBytesMean)} bytes`),
      ]
    } finally {
      await own.stop()
    }
  },
}
