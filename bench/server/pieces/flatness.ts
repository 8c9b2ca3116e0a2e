import { quantile } from '../../../sync/statistics.ts'
import { claim, figure } from '../figure.ts'
import type { Rhythm } from '../load/rhythm.ts'
import { joined, runSlice, startLoaded, type Loaded } from './loaded.ts'
import type { Piece, PieceOptions } from './piece.ts'

const [few, many] = [50, 1000]
/** How often the two servers take turns; the median of each counts. */
const rounds = 5
/**
 * So that 50 rooms and 1,000 are sent the same number of messages a second: 2,000 pings, 167 reports and 250 commands.
 * Reports of one room stay apart by more than the 250 ms within which news of members is gathered.
 */
const rhythmOfFew: Rhythm = { pingMs: 100, reportMs: 300, commandMs: 200 }
const rhythmOfMany: Rhythm = slower(rhythmOfFew, many / few)

/** A relayed message costs the same in a server of 50 rooms and in one of 1,000. */
export const flatness: Piece = {
  about:
    'the processor time of a relayed message in 50 rooms of 4 and in 1,000, with as many messages a second',
  run: async (options) => {
    const small = await startLoaded('own', { ...options, rooms: few })
    try {
      const large = await startLoaded('own', { ...options, rooms: many })
      try {
        return figuresOf(await takeTurns(small, large, options))
      } finally {
        await large.stop()
      }
    } finally {
      await small.stop()
    }
  },
}

async function takeTurns(small: Loaded, large: Loaded, { seconds, seed }: PieceOptions) {
  const countedMs = (seconds * 1000) / rounds
  const costs = { few: new Array<number>(), many: new Array<number>() }
  for (let round = 0; round < rounds; round += 1) {
    const wish = { countedMs, seed: seed + round }
    costs.few.push(joined([await runSlice(small, { ...wish, rhythm: rhythmOfFew })]).costUs)
    costs.many.push(joined([await runSlice(large, { ...wish, rhythm: rhythmOfMany })]).costUs)
  }
  return costs
}

function figuresOf(costs: { readonly few: readonly number[]; readonly many: readonly number[] }) {
  const [small, large] = [quantile(costs.few, 0.5), quantile(costs.many, 0.5)]
  const ratio = large / small
  return [
    figure(`each relayed message, ${few} rooms, median of ${rounds}`, inUs(costs.few, small)),
    figure(`each relayed message, ${many} rooms, median of ${rounds}`, inUs(costs.many, large)),
    claim('ratio', ratio.toFixed(2), { claimed: '<= 1.3', holds: ratio <= 1.3 }),
  ]
}

const inUs = (costs: readonly number[], median: number): string =>
  `${median.toFixed(0)} µs (${costs.map((cost) => cost.toFixed(0)).join(', ')})`

function slower({ pingMs, reportMs, commandMs }: Rhythm, times: number): Rhythm {
  return { pingMs: pingMs * times, reportMs: reportMs * times, commandMs: commandMs * times }
}
