import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { heapTrend, isFlat, type HeapLook } from '../../support/heapTrend.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { claim, figure, inMiB, inSpread, spreadOf, type Figure } from '../figure.ts'
import { startLoad, startTarget, type Load, type Target } from '../processes.ts'
import type { Piece } from './piece.ts'

const rooms = 100
const perRoom = 4
const warmUpMs = 10 * 60_000
const lookEveryMs = 60_000
/** Share of the rooms that are given up and replaced in each minute: all of them are others every ten minutes. */
const churn = 0.1
/** Those who left are forgotten in minutes, as they would be in hours of a real evening. */
const options = { roomLimits: { keepEmptyMs: 60_000, awayGraceMs: 30_000 } }

/** What is seen once a minute. */
interface Look extends HeapLook {
  readonly rssBytes: number
  readonly relaysMs: readonly number[]
  readonly lost: number
  readonly late: number
}

/** People who come, watch and go, for as long as it is asked for: what is not given back shows in the heap. */
export const soak: Piece = {
  about: `${rooms} rooms of ${perRoom} under the usual load, a tenth of them replaced in each minute`,
  run: async ({ seconds, seed, scratch }) => {
    const target = await startTarget('lockstepTarget', [
      mkdtempSync(join(scratch, 'rooms-')),
      JSON.stringify(options),
    ])
    const load = startLoad()
    try {
      const looks = await lookOn(target, load, { endMs: seconds * 1000, seed })
      const { faults } = await target.figures()
      return figuresOf(looks, faults)
    } finally {
      await load.stop()
      await target.stop()
    }
  },
}

async function lookOn(target: Target, load: Load, { endMs, seed }: { endMs: number; seed: number }) {
  const random = seededRandom(seed)
  const looks: Look[] = []
  const startedMs = performance.now()
  const open = (count: number) =>
    load.open({ url: target.url, dialect: 'own', rooms: count, perRoom, atOnce: 5, seed })
  await open(rooms)
  for (let atMs = 0; atMs < endMs; atMs = performance.now() - startedMs) {
    const ran = await load.run({ warmUpMs: 0, countedMs: lookEveryMs, seed: 1 + Math.floor(random() * 1e6) })
    await load.drop(Math.round(rooms * churn))
    await open(Math.round(rooms * churn))
    const { heapBytes, rssBytes } = await target.figures('figures-after-collection')
    const relaysMs = [...ran.reportsMs, ...ran.commandsMs]
    looks.push({
      atMs: performance.now() - startedMs,
      heapBytes,
      rssBytes,
      relaysMs,
      lost: ran.missing + ran.ended,
      late: ran.late,
    })
  }
  return looks
}

function figuresOf(looks: readonly Look[], faults: number): readonly Figure[] {
  const settled = looks.filter(({ atMs }) => atMs > warmUpMs)
  const trend = heapTrend(settled)
  const ends = [settled[0], settled.at(-1)].map((look) => (look === undefined ? '-' : inMiB(look.heapBytes)))
  const lost = looks.reduce((sum, look) => sum + look.lost, 0)
  const kiBPerHour = trend.slope / 1024
  return [
    figure('length', `${Math.round((looks.at(-1)?.atMs ?? 0) / 60_000)} minutes, ${looks.length} looks`),
    claim(
      'heap after collection, trend past 10 minutes',
      `${kiBPerHour.toFixed(0)} ± ${(trend.standardError / 1024).toFixed(0)} KiB an hour, from ${ends.join(' to ')}`,
      {
        claimed: 'not upwards (within two standard errors, or 1 % of the heap)',
        holds: isFlat(trend, settled),
      },
    ),
    figure(
      'memory, first and last look past 10 minutes',
      [settled[0], settled.at(-1)].map((l) => (l ? inMiB(l.rssBytes) : '-')).join(', '),
    ),
    figure('relay', inSpread(spreadOf(looks.flatMap(({ relaysMs }) => relaysMs)))),
    claim('messages lost, members lost', String(lost), { claimed: 'none', holds: lost === 0 }),
    figure(
      'heard of later than a second, and heard of within 15',
      String(looks.reduce((sum, look) => sum + look.late, 0)),
    ),
    claim('faults of the server', String(faults), { claimed: 'none', holds: faults === 0 }),
    figure(
      'heap at each look, MiB',
      looks.map(({ heapBytes }) => (heapBytes / 2 ** 20).toFixed(1)).join(' '),
    ),
  ]
}
