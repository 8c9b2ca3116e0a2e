import { claim, figure, inMiB, inMs, inShare, inSpread, spreadOf } from '../figure.ts'
import { joined, runSlice, startLoaded } from './loaded.ts'
import type { Piece } from './piece.ts'

/** As many as one process can hold sockets for. */
export const crowd: Piece = {
  about: '4,500 rooms of 4: 18,000 sockets on one server, the usual load',
  run: async (options) => {
    const own = await startLoaded('own', { ...options, rooms: 4500, atOnce: 50 })
    try {
      const { relaysMs, ...all } = joined([
        await runSlice(own, { countedMs: options.seconds * 1000, seed: options.seed }),
      ])
      const spread = spreadOf(relaysMs)
      const lost = all.missing + all.ended
      return [
        claim('relay, p99', inMs(spread.p99), { claimed: '<= 20 ms', holds: spread.p99 <= 20 }),
        figure('relay', inSpread(spread)),
        claim('messages lost, members lost', String(lost), { claimed: 'none', holds: lost === 0 }),
        figure('heard of later than a second, and heard of', String(all.late)),
        figure('all of them in after', `${(own.opened.tookMs / 1000).toFixed(0)} s`),
        figure('memory', inMiB(all.rssBytes)),
        figure('event loop late, p99', inMs(all.lagP99Ms)),
        figure('processor', `${inShare(all.cores)} of a core, load generator ${inShare(all.loadCores)}`),
      ]
    } finally {
      await own.stop()
    }
  },
}
