import { z } from 'zod'
import { startSessionServer } from '../../../session-server/server.ts'

/** A server in a process of its own: started with the data folder, it says its address on a line of its own. */
const dataDir = z.string().parse(process.argv[2])
const started = await startSessionServer({ port: 0, dataDir, aliveEveryMs: 100, logLevel: 'silent' })
console.log(started.ok ? started.value.url : started.problem.code)
