import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { startLoad, startTarget, type Load, type Target } from '../processes.ts'
import type { Opened, Ran } from '../load/control.ts'
import type { Rhythm } from '../load/rhythm.ts'
import type { TargetFigures } from '../target/control.ts'

/** A server, and how its clients speak: `party` is ours, in the words of OpenWatchParty. */
export type Kind = 'own' | 'bare' | 'party'

/** A server and a process full of its clients. */
export interface Loaded {
  readonly target: Target
  readonly load: Load
  readonly opened: Opened
  stop(): Promise<void>
}

/** How many rooms are opened at a time when it is not the opening that is measured. */
const gently = 20

/** Starts a server of the kind and fills it with rooms. */
export async function startLoaded(
  kind: Kind,
  given: { rooms: number; perRoom?: number; atOnce?: number; seed: number; scratch: string },
): Promise<Loaded> {
  const { rooms, perRoom = 4, atOnce = gently, seed, scratch } = given
  const target =
    kind === 'bare'
      ? await startTarget('bareRelay', [])
      : await startTarget('lockstepTarget', [mkdtempSync(join(scratch, 'rooms-'))])
  const load = startLoad()
  const stop = async () => {
    await load.stop()
    await target.stop()
  }
  try {
    const opened = await openInBatches(load, { url: target.url, dialect: kind, rooms, perRoom, atOnce, seed })
    return { target, load, opened, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Rooms that are opened in one go: what goes wrong is then told after a while, and not after all of them. */
const batch = 500

async function openInBatches(load: Load, order: Parameters<Load['open']>[0]): Promise<Opened> {
  const all: Opened[] = []
  for (let left = order.rooms; left > 0; left -= batch) {
    all.push(await load.open({ ...order, rooms: Math.min(batch, left) }))
    if (order.rooms > 2 * batch) console.error(`  ${order.rooms - Math.max(0, left - batch)} rooms are open`)
  }
  const members = all.reduce((sum, each) => sum + each.members, 0)
  return {
    tookMs: all.reduce((sum, { tookMs }) => sum + tookMs, 0),
    members,
    setUpBytesMean: all.reduce((sum, each) => sum + each.setUpBytesMean * each.members, 0) / members,
    setUpBytesMax: Math.max(...all.map(({ setUpBytesMax }) => setUpBytesMax)),
  }
}

/** What a server did under load. */
export interface Slice {
  readonly ran: Ran
  readonly figures: TargetFigures
  /** Processor time of the server and of the load generator, as a share of one core. */
  readonly cores: number
  readonly loadCores: number
  readonly processorMs: number
}

/** How long is counted, in which order, and in what rhythm (absent: the usual one). */
export interface SliceWish {
  readonly countedMs: number
  readonly seed: number
  readonly rhythm?: Rhythm
}

export async function runSlice({ target, load }: Loaded, wish: SliceWish): Promise<Slice> {
  await target.figures()
  const startedMs = performance.now()
  const [targetBefore, loadBefore] = [await target.processorTimeMs(), await load.processorTimeMs()]
  const ran = await load.run({ warmUpMs: 500, ...wish })
  const [targetAfter, loadAfter] = [await target.processorTimeMs(), await load.processorTimeMs()]
  const tookMs = performance.now() - startedMs
  return {
    ran,
    figures: await target.figures(),
    cores: (targetAfter - targetBefore) / tookMs,
    loadCores: (loadAfter - loadBefore) / tookMs,
    processorMs: targetAfter - targetBefore,
  }
}

/** Several slices as one. */
export function joined(slices: readonly Slice[]) {
  const mean = (of: (slice: Slice) => number) =>
    slices.reduce((sum, slice) => sum + of(slice), 0) / slices.length
  const relaysMs = slices.flatMap(({ ran }) => [...ran.reportsMs, ...ran.commandsMs])
  return {
    relaysMs,
    reportsMs: slices.flatMap(({ ran }) => ran.reportsMs),
    commandsMs: slices.flatMap(({ ran }) => ran.commandsMs),
    cores: mean(({ cores }) => cores),
    loadCores: mean(({ loadCores }) => loadCores),
    lagP99Ms: mean(({ figures }) => figures.lagP99Ms),
    lagMaxMs: Math.max(...slices.map(({ figures }) => figures.lagMaxMs)),
    rssBytes: Math.max(...slices.map(({ figures }) => figures.rssBytes)),
    missing: slices.reduce((sum, { ran }) => sum + ran.missing, 0),
    late: slices.reduce((sum, { ran }) => sum + ran.late, 0),
    ended: slices.at(-1)?.ran.ended ?? 0,
    endedBy: slices.at(-1)?.ran.endedBy ?? null,
    /** Processor time of the server for each relayed message, microseconds. */
    costUs: (slices.reduce((sum, { processorMs }) => sum + processorMs, 0) * 1000) / relaysMs.length,
  }
}
