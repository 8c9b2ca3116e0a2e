import { startSessionServer } from '../../../session-server/server.ts'
import { answerQuestions } from './answerQuestions.ts'

/** The session server as people run it, with a data folder; only the limits that a load generator meets are raised. */
const [dataDir = '', rooms = '10000'] = process.argv.slice(2)
const started = await startSessionServer({
  port: 0,
  dataDir: dataDir === '' ? null : dataDir,
  rooms: Number(rooms),
  logLevel: 'error',
  transportLimits: { socketsPerAddress: 100_000 },
})
if (!started.ok) throw new Error(started.problem.sentence)
answerQuestions()
process.send?.({ url: started.value.url, dialectUrl: null })
