import type { StartedServer } from '../../companion/app/appDependencies.ts'
import { startSessionServer } from '../../session-server/server.ts'
import { toServerSchema, type FromServer, type ToServer } from './serverMessages.ts'

// The bundled session server, in a process of its own: neither a film nor a window can hold up its clock.
const port = process.parentPort
const tell = (message: FromServer) => port.postMessage(message)
const running: Pick<StartedServer, 'close'> = { close: () => Promise.resolve() }

port.on('message', ({ data }) => {
  const read = toServerSchema.safeParse(data)
  if (!read.success) return
  if (read.data.kind === 'start') return void start(read.data)
  void running.close(read.data).then(() => process.exit(0))
})

async function start({ host, port: at, dataDir, jellyfins }: Extract<ToServer, { kind: 'start' }>) {
  const started = await startSessionServer({ host, port: at, dataDir, identity: { jellyfins } })
  if (!started.ok) return tell({ kind: 'failed', problem: started.problem })
  running.close = ({ comesBack }) => started.value.close({ restarting: comesBack })
  tell({ kind: 'started', url: started.value.url })
}
