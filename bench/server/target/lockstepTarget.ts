import { flushCompileCache } from 'node:module'
import { z } from 'zod'
import { startSessionServer } from '../../../session-server/server.ts'
import { answerQuestions } from './answerQuestions.ts'

/**
 * The session server as people run it, with a data folder: `lockstepTarget.ts <folder> [<options as JSON>]`. Only the
 * limits that a load generator on one machine meets are raised.
 */
const dataDir = z.string().parse(process.argv[2])
const options = z.record(z.string(), z.unknown()).parse(JSON.parse(process.argv[3] ?? '{}'))
const told = { faults: 0 }
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (facts: object, sentence: string) => {
    told.faults += 1
    console.error(sentence, facts)
  },
}
const started = await startSessionServer(
  { port: 0, dataDir, rooms: 10_000, transportLimits: { socketsPerAddress: 100_000 }, ...options },
  { log },
)
if (!started.ok) throw new Error(started.problem.sentence)
// As `serve` does: this process is killed, and the next one starts like a server that has run here before.
flushCompileCache()
answerQuestions(() => told.faults)
process.send?.({ url: started.value.url })
