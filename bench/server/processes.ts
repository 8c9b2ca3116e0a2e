import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { processorTimeMs } from '../support/processorTime.ts'
import {
  loadOrderSchema,
  openedSchema,
  ranSchema,
  type LoadOrder,
  type Opened,
  type Ran,
} from './load/control.ts'
import {
  targetFiguresSchema,
  targetReadySchema,
  type TargetFigures,
  type TargetQuestion,
} from './target/control.ts'

/** A child process that answers each question that it is asked, in order. */
interface Answering {
  readonly pid: number
  ask(question: LoadOrder | TargetQuestion): Promise<unknown>
  stop(): Promise<void>
}

export interface Target {
  readonly pid: number
  readonly url: string
  figures(question?: TargetQuestion): Promise<TargetFigures>
  processorTimeMs(): Promise<number>
  stop(): Promise<void>
}

export interface Load {
  open(order: Omit<Extract<LoadOrder, { do: 'open' }>, 'do'>): Promise<Opened>
  run(order: Omit<Extract<LoadOrder, { do: 'run' }>, 'do'>): Promise<Ran>
  drop(rooms: number): Promise<void>
  processorTimeMs(): Promise<number>
  stop(): Promise<void>
}

/** Starts what is to be measured: `lockstepTarget` with its arguments, or `bareRelay`. */
export async function startTarget(
  name: 'lockstepTarget' | 'bareRelay',
  args: readonly string[],
): Promise<Target> {
  const { child, first } = await start(`target/${name}.ts`, args)
  const { url } = targetReadySchema.parse(first)
  const { pid, ask, stop } = answering(child)
  return {
    pid,
    url,
    figures: async (question = 'figures') => targetFiguresSchema.parse(await ask(question)),
    processorTimeMs: async () => (await processorTimeMs(pid)) ?? Number.NaN,
    stop,
  }
}

export function startLoad(): Load {
  const { pid, ask, stop } = answering(forked('load/loadProcess.ts', []))
  const order = async (wanted: LoadOrder) => {
    const answer = await ask(loadOrderSchema.parse(wanted))
    const { problem } = z.object({ problem: z.string().optional() }).parse(answer)
    if (problem !== undefined) throw new Error(problem)
    return answer
  }
  return {
    open: async (wanted) => openedSchema.parse(await order({ do: 'open', ...wanted })),
    run: async (wanted) => ranSchema.parse(await order({ do: 'run', ...wanted })),
    drop: async (rooms) => void (await order({ do: 'drop', rooms })),
    processorTimeMs: async () => (await processorTimeMs(pid)) ?? Number.NaN,
    stop,
  }
}

/** Node as `npm run serve` starts it, and able to collect when it is asked to; the bare relay has the same. */
function forked(file: string, args: readonly string[]): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return fork(path, args, {
    execArgv: ['--expose-gc', '--max-old-space-size=4096', '--max-semi-space-size=8'],
    env: { ...process.env, MALLOC_ARENA_MAX: '1' },
  })
}

async function start(file: string, args: readonly string[]) {
  const child = forked(file, args)
  const first = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => null)])
  if (first === null) throw new Error(`${file} ended before it listened.`)
  return { child, first: first[0] as unknown }
}

function answering(child: ChildProcess): Answering {
  const exited = once(child, 'exit')
  const ask = async (question: LoadOrder | TargetQuestion): Promise<unknown> => {
    const hear = new AbortController()
    const answered = once(child, 'message', { signal: hear.signal }).catch(() => null)
    child.send(question)
    const answer = await Promise.race([answered, exited.then(() => null)])
    hear.abort()
    if (answer === null) throw new Error('The process that was asked has ended.')
    return answer[0] as unknown
  }
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { pid: child.pid ?? 0, ask, stop }
}
