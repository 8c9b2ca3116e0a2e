import type { AppDependencies, ServerWish, StartedServer } from '../../companion/app/appDependencies.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { fromServerSchema, type ToServer } from './serverMessages.ts'

/** A process that runs the session server: Electron's UtilityProcess. */
export interface ServerChild {
  postMessage(message: ToServer): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  once(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

export interface ServerChildOptions {
  readonly clock: Clock
  readonly dataDir: string
  fork(): ServerChild
  /** Hears when the server died by itself, and whether it came back. */
  onNews(news: 'died' | 'back' | 'lost'): void
}

const startWithinMs = 15_000
const closeWithinMs = 5000
/** A server that dies goes on where it was: its rooms are on disk, and their members come back by themselves. */
const restartPausesMs = [200, 1000, 5000, 15_000]
/** One that has run for so long and dies is begun with anew; one that dies sooner would do so for ever. */
const steadyMs = 60_000

/** Starts the bundled session server in a process of its own, and again at the same place whenever that dies. */
export function createServerStarter(options: ServerChildOptions): AppDependencies['startServer'] {
  return async (wish) => {
    const first = await startOnce(options, wish)
    return first.ok ? success(supervise(options, wish, first.value)) : first
  }
}

interface Running {
  readonly child: ServerChild
  readonly url: string
  readonly exited: Promise<void>
}

function startOnce(options: ServerChildOptions, wish: ServerWish): Promise<Result<Running, Problem>> {
  const child = options.fork()
  return new Promise((resolve) => {
    const exited = new Promise<void>((gone) => child.once('exit', () => gone()))
    const answer = (result: Result<Running, Problem>) => {
      stopWaiting()
      if (!result.ok) child.kill()
      resolve(result)
    }
    const stopWaiting = options.clock.after(startWithinMs, () => answer(failure(noStart)))
    void exited.then(() => answer(failure(noStart)))
    child.on('message', (message) => {
      const read = fromServerSchema.safeParse(message)
      if (!read.success) return
      if (read.data.kind === 'started') answer(success({ child, exited, url: read.data.url }))
      if (read.data.kind === 'failed') answer(failure(read.data.problem))
    })
    child.postMessage({ kind: 'start', ...wish, jellyfins: [...wish.jellyfins], dataDir: options.dataDir })
  })
}

function supervise(options: ServerChildOptions, wish: ServerWish, first: Running): StartedServer {
  let running: Running | null = first
  let isClosing = false
  let cancelRestart: Cancel = () => undefined
  let trying: Promise<void> = Promise.resolve()
  let attempts = 0
  let isLost = false
  const again: ServerWish = { ...wish, port: Number(new URL(first.url).port) }
  const watch = ({ exited }: Running) => {
    const sinceMs = options.clock.nowMs()
    void exited.then(() => {
      running = null
      if (isClosing) return
      if (options.clock.nowMs() - sinceMs > steadyMs) attempts = 0
      options.onNews('died')
      restart()
    })
  }
  const restart = () => {
    const pauseMs = restartPausesMs[attempts]
    if (pauseMs === undefined) {
      isLost = true
      return options.onNews('lost')
    }
    attempts += 1
    cancelRestart = options.clock.after(pauseMs, () => {
      trying = tryAgain()
    })
  }
  const tryAgain = async () => {
    const started = await startOnce(options, again)
    if (!started.ok) return isClosing ? undefined : restart()
    running = started.value
    if (isClosing) return
    options.onNews('back')
    watch(started.value)
  }
  watch(first)
  return {
    url: first.url,
    isLost: () => isLost,
    async close(wish) {
      isClosing = true
      cancelRestart()
      // One that is just being started holds the port and the data until it, too, has ended.
      await trying
      if (running !== null) await end(options.clock, running, wish)
    },
  }
}

/** Asks it to end, and does not ask for ever. */
async function end(
  clock: Clock,
  { child, exited }: Running,
  { comesBack }: Parameters<StartedServer['close']>[0],
): Promise<void> {
  child.postMessage({ kind: 'close', comesBack })
  const cancel = clock.after(closeWithinMs, () => void child.kill())
  await exited
  cancel()
}

const noStart: Problem = {
  code: 'server-did-not-start',
  sentence: 'The session server within the app did not start.',
  nextStep: 'Start the app again; until then, rooms can be opened on another session server.',
}
