import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { startOwned, type OwnedChild } from './ownedChild.ts'
import { companionEntry, node } from './programs.ts'

/** A session server in a process of its own, so that it can fall and rise like a real one. */
export interface SessionServerProcess {
  /** `ws://127.0.0.1:<port>`. */
  readonly address: string
  readonly port: number
  readonly pid: number | null
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

export interface SessionServerPlace {
  readonly dataDir: string
  /** 0 takes a free one. */
  readonly port: number
}

const END_MS = 500
const READY_WITHIN_MS = 15_000

export async function startSessionServerProcess(
  place: SessionServerPlace,
): Promise<Result<SessionServerProcess, Problem>> {
  const args = [companionEntry, 'serve', '--port', String(place.port), '--data-dir', place.dataDir]
  const child = startOwned(node, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const { address, said } = await announcement(child)
  if (address === null) {
    await child.stop(END_MS)
    return failure(serverFailed(said))
  }
  return success({
    address,
    port: Number(new URL(address).port),
    pid: child.process.pid ?? null,
    ended: child.ended,
    stop: async () => {
      await child.stop(END_MS)
    },
  })
}

/** The first session address that it says; null when it ends, or takes too long, without one. */
function announcement({ process, ended }: OwnedChild): Promise<{ address: string | null; said: string }> {
  let said = ''
  return new Promise((resolve) => {
    const give = (address: string | null) => resolve({ address, said })
    const timer = setTimeout(() => give(null), READY_WITHIN_MS)
    const hear = (text: string) => {
      said = (said + text).slice(-KEPT_WORDS)
      const [address] = /ws:\/\/[^\s/]+(?=[\s/])/.exec(said) ?? []
      if (address !== undefined) give(address)
    }
    for (const output of [process.stdout, process.stderr]) output?.setEncoding('utf8').on('data', hear)
    void ended.then(() => {
      clearTimeout(timer)
      give(null)
    })
  })
}

const KEPT_WORDS = 2000

const serverFailed = (said: string): Problem => ({
  code: 'server-ended',
  sentence: `The session server did not start. ${said.trim()}`.trim(),
  nextStep: 'Run "npm run lockstep -- serve" to see it by itself.',
})
