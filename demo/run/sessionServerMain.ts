import { explain } from '../../protocol/problem.ts'
import { startSessionServer } from '../../session-server/server.ts'

// A session server whose life hangs on whoever started it: it ends with its stdin, so that not even a killed demo
// leaves one behind. Prints its address; takes a port (0 = any) and a data folder.
const [port = '0', dataDir = ''] = process.argv.slice(2)
const server = await startSessionServer({ port: Number(port), dataDir })
if (server.ok) {
  console.log(server.value.url)
  const end = async () => {
    await server.value.close()
    process.exit()
  }
  process.once('SIGTERM', () => void end())
  process.stdin.resume().once('close', () => void end())
} else {
  console.error(explain(server.problem))
  process.exitCode = 1
}
