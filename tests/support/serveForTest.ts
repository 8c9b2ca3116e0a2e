import type { Server } from 'node:http'
import { onTestFinished } from 'vitest'

/** Lets a server listen on a free port of this machine until the test ends; resolves with its address. */
export async function serveForTest(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
}
