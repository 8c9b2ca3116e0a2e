import { claim, figure, inMiB, inMs, inShare, inSpread, spreadOf, type Figure } from '../figure.ts'
import { joined, runSlice, startLoaded, type Loaded, type Slice } from './loaded.ts'
import type { Piece, PieceOptions } from './piece.ts'

/** How often the two servers take turns, so that whatever else the machine does meets both. */
const turns = 4

/** Rooms of four under the usual load, beside a relay that does nothing else under the same load. */
export const relaying = (rooms: number, kind: 'own' | 'party' = 'own'): Piece => ({
  about:
    kind === 'own'
      ? `${rooms} rooms of 4: each client pings every 2 s, each host reports every second and commands every 5 s`
      : `the same with ${rooms} rooms of web clients, whose hosts say a line each second and jump every 5 s`,
  run: async (options) => {
    const bare = await startLoaded('bare', { ...options, rooms })
    try {
      const own = await startLoaded(kind, { ...options, rooms })
      try {
        const slices = await takeTurns(bare, own, options)
        return figuresOf(own, slices)
      } finally {
        await own.stop()
      }
    } finally {
      await bare.stop()
    }
  },
})

interface Slices {
  readonly bare: readonly Slice[]
  readonly own: readonly Slice[]
}

async function takeTurns(bare: Loaded, own: Loaded, { seconds, seed }: PieceOptions): Promise<Slices> {
  const countedMs = (seconds * 1000) / turns
  const slices = { bare: new Array<Slice>(), own: new Array<Slice>() }
  for (let turn = 0; turn < turns; turn += 1) {
    slices.bare.push(await runSlice(bare, { countedMs, seed: seed + turn }))
    slices.own.push(await runSlice(own, { countedMs, seed: seed + turn }))
  }
  return slices
}

function figuresOf({ opened }: Loaded, slices: Slices): readonly Figure[] {
  const own = joined(slices.own)
  const bare = joined(slices.bare)
  const [ours, theirs] = [spreadOf(own.relaysMs), spreadOf(bare.relaysMs)]
  const lost = own.missing + own.ended
  return [
    claim('relay, p50', inMs(ours.p50), { claimed: '<= 0.3 ms', holds: ours.p50 <= 0.3 }),
    claim('relay, p99', inMs(ours.p99), {
      claimed: `<= 1.5 times the bare relay's ${inMs(theirs.p99)}`,
      holds: ours.p99 <= 1.5 * theirs.p99,
    }),
    figure('the same of the bare relay', inSpread(theirs)),
    figure('of these, reports', inSpread(spreadOf(own.reportsMs))),
    figure('of these, commands (kept in the file before they are told)', inSpread(spreadOf(own.commandsMs))),
    claim('memory', inMiB(own.rssBytes), { claimed: '<= 200 MiB', holds: own.rssBytes <= 200 * 2 ** 20 }),
    claim('messages lost, members lost', String(lost), { claimed: 'none', holds: lost === 0 }),
    figure('heard of later than a second, and heard of', String(own.late)),
    claim('event loop late, p99', inMs(own.lagP99Ms), { claimed: '<= 5 ms', holds: own.lagP99Ms <= 5 }),
    claim('sent to each client until it was in, mean', `${Math.round(opened.setUpBytesMean)} bytes`, {
      claimed: '<= 100 kB',
      holds: opened.setUpBytesMax <= 100_000,
    }),
    figure('processor', `${inShare(own.cores)} of a core (bare relay ${inShare(bare.cores)})`),
    figure(
      'processor for each relayed message',
      `${own.costUs.toFixed(0)} µs (bare relay ${bare.costUs.toFixed(0)} µs)`,
    ),
    figure('processor of the load generator', `${inShare(own.loadCores)} of a core`),
  ]
}
