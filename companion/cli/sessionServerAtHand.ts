import type { SessionServer } from '../../session-server/server.ts'
import { isSessionAddress } from '../../protocol/joinLink.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { isThisMachine } from '../session/whatListens.ts'
import { defaultServer, notASessionServer } from './roomOptions.ts'
import { sessionServerFolder } from './serverFolder.ts'
import type { Shell } from './shell.ts'

/** A session server to open rooms on, wherever it runs. */
export interface SessionServerAtHand {
  /** Its address, after starting one in this process when none answers at the default address. */
  address(): Promise<Result<string, Problem>>
  /** Ends the one that was started here, if any. */
  close(): Promise<void>
}

/** `chosen` is used as it is; null = that of LOCKSTEP_SERVER, else the default address. */
export function sessionServerAtHand(shell: Shell, chosen: string | null): SessionServerAtHand {
  let asked: Promise<Result<string, Problem>> | null = null
  let bundled: SessionServer | null = null
  const find = async (): Promise<Result<string, Problem>> => {
    if (chosen !== null) return success(chosen)
    const usual = shell.env['LOCKSTEP_SERVER'] || defaultServer
    if (!isSessionAddress(usual)) return failure(notASessionServer(usual))
    if (!isThisMachine(usual)) return success(usual)
    const there = await whatListens(usual)
    if (there === 'a session server') return success(usual)
    if (there === 'something else') return failure(portOfOther(usual))
    const started = await startBundled(shell, usual)
    if (!started.ok) return started
    bundled = started.value
    shell.say(bundledSentence)
    return success(bundled.url)
  }
  const address = async () => {
    const found = await (asked ??= find())
    // What was in the way may be gone at the next try.
    if (!found.ok) asked = null
    return found
  }
  return {
    address,
    // Nobody will start it again for those who are still in its rooms.
    close: async () => bundled?.close({ restarting: false }),
  }
}

async function startBundled(shell: Shell, address: string): Promise<Result<SessionServer, Problem>> {
  const { hostname: host, port } = new URL(address)
  // Read only when it is needed: most members never are a server.
  const { startSessionServer } = await import('../../session-server/server.ts')
  return await startSessionServer(
    { host: host.replace(/^\[|\]$/g, ''), port: Number(port || 80), dataDir: sessionServerFolder(shell) },
    { log: shell.log },
  )
}

const bundledSentence =
  'No session server was running: started one here, reachable from this machine only. For friends elsewhere run "lockstep serve" on a machine that they can reach and name it with --server.'

type Listener = 'a session server' | 'something else' | 'nobody'

async function whatListens(address: string): Promise<Listener> {
  const health = address.replace(/^ws/, 'http').replace(/\/?$/, '/health')
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

const portOfOther = (address: string): Problem => ({
  code: 'port-of-another-program',
  sentence: `What answers at ${address} is not a session server of Lockstep.`,
  nextStep: 'End that program, or run "lockstep serve --port ..." and name it with --server.',
})
