import { z } from 'zod'
import { startSessionServer } from '../../../session-server/server.ts'

/** A server in a process of its own: started with the data folder, it says its address on a line of its own. */
const dataDir = z.string().parse(process.argv[2])
/** What is tried here is dying, in the midst of as many commands as the machine can do: none of them is a flood. */
const transportLimits = { messagesPerSecond: 1_000_000, messageBurst: 1_000_000 }
const options = { port: 0, dataDir, aliveEveryMs: 100, logLevel: 'silent', transportLimits } as const
const started = await startSessionServer(options)
console.log(started.ok ? started.value.url : started.problem.code)
