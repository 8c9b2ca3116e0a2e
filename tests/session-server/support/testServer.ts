import { afterEach } from 'vitest'
import { startSessionServer, type SessionServer } from '../../../session-server/server.ts'
import type { SessionServerOptions } from '../../../session-server/serverOptions.ts'

/** Servers of one test file, on free ports, closed after each test. */
export function serversOfThisFile() {
  const servers: SessionServer[] = []
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
  })
  return {
    start: async (options: SessionServerOptions = {}): Promise<SessionServer> => {
      const started = await startSessionServer({ port: 0, logLevel: 'silent', ...options })
      if (!started.ok) throw new Error(started.problem.sentence)
      servers.push(started.value)
      return started.value
    },
  }
}

export const healthOf = async ({ port }: SessionServer): Promise<unknown> =>
  (await fetch(`http://127.0.0.1:${port}/health`)).json()
