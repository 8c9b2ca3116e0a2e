import { startSessionServer, type SessionServer } from '../../session-server/server.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { defaultServer } from './roomOptions.ts'
import { sessionServerFolder } from './serverFolder.ts'
import type { Shell } from './shell.ts'

/** A session server to open rooms on, wherever it runs. */
export interface SessionServerAtHand {
  /** Its address, after starting one in this process when none answers at the default address. */
  address(): Promise<Result<string, Problem>>
  /** Ends the one that was started here, if any. */
  close(): Promise<void>
}

/** `chosen` is used as it is; null = the default address. */
export function sessionServerAtHand(shell: Shell, chosen: string | null): SessionServerAtHand {
  let asked: Promise<Result<string, Problem>> | null = null
  let bundled: SessionServer | null = null
  const find = async (): Promise<Result<string, Problem>> => {
    if (chosen !== null) return success(chosen)
    const there = await whatListens(defaultServer)
    if (there === 'a session server') return success(defaultServer)
    if (there === 'something else') return failure(portOfOther)
    const started = await startBundled(shell)
    if (!started.ok) return started
    bundled = started.value
    shell.say(bundledSentence)
    return success(bundled.url)
  }
  return {
    address: () => (asked ??= find()),
    close: async () => bundled?.close(),
  }
}

function startBundled(shell: Shell): Promise<Result<SessionServer, Problem>> {
  const { hostname: host, port } = new URL(defaultServer)
  return startSessionServer(
    { host, port: Number(port), dataDir: sessionServerFolder(shell) },
    { log: shell.log },
  )
}

const bundledSentence =
  'No session server was running: started one here, reachable from this machine only. For friends elsewhere run "lockstep serve" on a machine that they can reach and name it with --server.'

type Listener = 'a session server' | 'something else' | 'nobody'

async function whatListens(address: string): Promise<Listener> {
  const health = address.replace(/^ws/, 'http').concat('/health')
  try {
    const response = await fetch(health, { signal: AbortSignal.timeout(2000) })
    const answer: unknown = await response.json()
    return typeof answer === 'object' && answer !== null && 'clockId' in answer
      ? 'a session server'
      : 'something else'
  } catch (error) {
    return isRefusal(error) ? 'nobody' : 'something else'
  }
}

/** `fetch` wraps the reason of a connection that did not come about. */
const isRefusal = (error: unknown): boolean =>
  error instanceof TypeError &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED'

const portOfOther: Problem = {
  code: 'port-of-another-program',
  sentence: `What answers at ${defaultServer} is not a session server of Lockstep.`,
  nextStep: 'End that program, or run "lockstep serve --port ..." and name it with --server.',
}
