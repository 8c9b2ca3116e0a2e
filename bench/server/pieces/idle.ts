import { quantile } from '../../../sync/statistics.ts'
import { claim, figure, inMiB } from '../figure.ts'
import { startLoaded, type Loaded } from './loaded.ts'
import type { Piece } from './piece.ts'

const [first, step, steps, perRoom] = [250, 250, 4, 4] as const

/**
 * What a member that does nothing costs: what memory grows by with each 250 rooms that are added to 250, so that nothing
 * else counts. What is resident includes room on the heap that earlier steps left free, and may grow by less than the
 * heap does: the larger of both is what a member costs.
 */
export const idle: Piece = {
  about: `memory, after a collection, of ${step * steps} rooms of ${perRoom} that were added to ${first}, ${step} at a time`,
  run: async (options) => {
    const own = await startLoaded('own', { ...options, rooms: first })
    try {
      const looks = [await look(own)]
      for (let added = 0; added < steps; added += 1) {
        const { url } = own.target
        await own.load.open({ url, dialect: 'own', rooms: step, perRoom, atOnce: 20, seed: options.seed })
        looks.push(await look(own))
      }
      return figuresOf(looks)
    } finally {
      await own.stop()
    }
  },
}

/** Twice: what the first collection made unreachable goes with the second. */
async function look({ target }: Loaded) {
  await target.figures('figures-after-collection')
  return await target.figures('figures-after-collection')
}

function figuresOf(looks: readonly { readonly rssBytes: number; readonly heapBytes: number }[]) {
  const members = step * perRoom
  const grownBy = (of: (figures: (typeof looks)[number]) => number) =>
    looks.slice(1).map((after, index) => {
      const before = looks[index]
      return before === undefined ? 0 : (of(after) - of(before)) / members / 1024
    })
  const [resident, heap] = [grownBy(({ rssBytes }) => rssBytes), grownBy(({ heapBytes }) => heapBytes)]
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  const each = Math.max(mean(resident), mean(heap))
  const inKiB = (values: readonly number[]) => `${values.map((value) => value.toFixed(1)).join(', ')} KiB`
  return [
    claim('each idle member', `${each.toFixed(1)} KiB`, { claimed: '<= 20 KiB', holds: each <= 20 }),
    figure('resident memory by which each member of a step made it grow', inKiB(resident)),
    figure('the same on the JavaScript heap', inKiB(heap)),
    figure('the median step, resident', `${quantile(resident, 0.5).toFixed(1)} KiB`),
    figure(
      `the whole server with ${(first + step * steps) * perRoom} members`,
      inMiB(looks.at(-1)?.rssBytes ?? 0),
    ),
  ]
}
