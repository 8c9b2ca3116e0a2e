import { claim, figure, inMiB } from '../figure.ts'
import { startLoaded } from './loaded.ts'
import type { Piece } from './piece.ts'

/** What a member that does nothing costs: what memory grows by from 250 to 1,250 rooms, so that nothing else counts. */
export const idle: Piece = {
  about: 'resident memory, after a collection, of 1,000 rooms of 4 that were added to 250',
  run: async (options) => {
    const own = await startLoaded('own', { ...options, rooms: 250 })
    try {
      const before = await own.target.figures('figures-after-collection')
      const { url } = own.target
      const added = await own.load.open({
        url,
        dialect: 'own',
        rooms: 1000,
        perRoom: 4,
        atOnce: 20,
        seed: options.seed,
      })
      const after = await own.target.figures('figures-after-collection')
      const each = (after.rssBytes - before.rssBytes) / added.members / 1024
      const heap = (after.heapBytes - before.heapBytes) / added.members / 1024
      return [
        claim('each idle member', `${each.toFixed(1)} KiB`, { claimed: '<= 20 KiB', holds: each <= 20 }),
        figure('of these, on the JavaScript heap', `${heap.toFixed(1)} KiB`),
        figure('the whole server with 5,000 members', inMiB(after.rssBytes)),
      ]
    } finally {
      await own.stop()
    }
  },
}
