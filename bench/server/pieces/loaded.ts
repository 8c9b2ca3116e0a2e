import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { startLoad, startTarget, type Load, type Target } from '../processes.ts'
import type { Opened, Ran } from '../load/control.ts'
import type { TargetFigures } from '../target/control.ts'

export type Kind = 'own' | 'bare'

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
    const opened = await load.open({ url: target.url, dialect: kind, rooms, perRoom, atOnce, seed })
    return { target, load, opened, stop }
  } catch (error) {
    await stop()
    throw error
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

export async function runSlice({ target, load }: Loaded, countedMs: number, seed: number): Promise<Slice> {
  await target.figures()
  const startedMs = performance.now()
  const [targetBefore, loadBefore] = [await target.processorTimeMs(), await load.processorTimeMs()]
  const ran = await load.run({ warmUpMs: 500, countedMs, seed })
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
    ended: slices.at(-1)?.ran.ended ?? 0,
    endedBy: slices.at(-1)?.ran.endedBy ?? null,
    /** Processor time of the server for each relayed message, microseconds. */
    costUs: (slices.reduce((sum, { processorMs }) => sum + processorMs, 0) * 1000) / relaysMs.length,
  }
}
