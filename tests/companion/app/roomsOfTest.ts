import { onTestFinished } from 'vitest'
import { GRACE } from '../../../demo/library/people.ts'
import type { RoomPolicy } from '../../../protocol/policy.ts'
import { startSessionServer } from '../../../session-server/server.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { openTestApp, temporaryFolder, type AppOfTest } from './appOfTest.ts'

/** A session server that knows the people of a library; it ends with the test. */
export async function openServer(jellyfins: readonly string[]): Promise<string> {
  const options = { port: 0, dataDir: temporaryFolder(), identity: { jellyfins: [...jellyfins] } }
  const server = await startSessionServer({ ...options, logLevel: 'silent' })
  if (!server.ok) throw new Error(server.problem.sentence)
  onTestFinished(() => server.value.close({ restarting: false }))
  return server.value.url
}

/** The id of the sample film. */
export async function film({ app }: AppOfTest): Promise<string> {
  const found = await app.query({ kind: 'search', text: 'Metronome', start: 0, limit: 1 })
  return (found.ok ? found.value.items[0]?.id : null) ?? ''
}

interface RoomWish {
  readonly server?: string
  readonly password?: string
  readonly policy?: Partial<RoomPolicy>
}

/** Opens a room; its join link. */
export async function openRoom(
  host: AppOfTest,
  { server, password = '', policy = {} }: RoomWish = {},
): Promise<string> {
  const { sessionServer } = host.state()
  const own = sessionServer.kind === 'running' ? sessionServer.address : ''
  const itemId = await film(host)
  await host.does({
    kind: 'companion',
    command: {
      ...{ kind: 'create-room', server: server ?? own, itemId, roomName: 'Sofa', policy, startMs: 0 },
      ...{ password: password === '' ? null : password, expiresInMs: null },
    },
  })
  return host.state().companion.joinLink ?? ''
}

/** Ada and another one, each with the app, at a session server that asks nobody who they are. */
export async function twoPeople() {
  const library = await openLibrary()
  const usualServer = await openServer([])
  const [host, guest] = [openTestApp({ usualServer }), openTestApp({ usualServer })]
  await host.signsIn(library)
  await guest.signsIn(library, GRACE)
  return { library, usualServer, host, guest }
}
