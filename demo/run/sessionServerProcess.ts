import { fileURLToPath } from 'node:url'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { startOwned, type OwnedChild } from './ownedChild.ts'
import { node } from './programs.ts'

/** A session server in a process of its own, so that it can fall and rise like a real one. */
export interface SessionServerProcess {
  /** `ws://127.0.0.1:<port>`. */
  readonly address: string
  readonly port: number
  /** Ends it without a farewell, as a crash does. */
  crash(): Promise<void>
  /** Lets it say goodbye and save its rooms. */
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
  const main = fileURLToPath(import.meta.resolve('./sessionServerMain.ts'))
  const child = startOwned(node, [main, String(place.port), place.dataDir], { stdio: 'pipe' })
  const { address, said } = await announcement(child)
  if (address === null) {
    await child.stop(END_MS)
    return failure(serverFailed(said))
  }
  return success({
    address,
    port: Number(new URL(address).port),
    crash: async () => {
      child.process.kill('SIGKILL')
      await child.ended
    },
    stop: async () => {
      await child.stop(END_MS)
    },
  })
}

/** The address that it prints; null when it ends, or takes too long, without one. */
function announcement({ process, ended }: OwnedChild): Promise<{ address: string | null; said: string }> {
  let said = ''
  return new Promise((resolve) => {
    const give = (address: string | null) => {
      clearTimeout(timer)
      resolve({ address, said })
    }
    const timer = setTimeout(() => give(null), READY_WITHIN_MS)
    process.stdout?.setEncoding('utf8').once('data', (text: string) => give(text.trim()))
    process.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => (said = (said + text).slice(-KEPT_WORDS)))
    void ended.then(() => give(null))
  })
}

const KEPT_WORDS = 2000

const serverFailed = (said: string): Problem => ({
  code: 'server-ended',
  sentence: `The session server did not start. ${said.trim()}`.trim(),
  nextStep: 'Run "npm run lockstep -- serve" to see it by itself.',
})
