import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IpcClient } from '../../adapters/mpv/ipcClient.ts'
import { connectIpc } from '../../adapters/mpv/ipcConnect.ts'
import type { Clock } from '../../sync/clock.ts'

interface Request {
  readonly request_id: number
  readonly command: unknown
}

/** The far end of a control socket, which says exactly the bytes that a test wants. */
export interface FakeMpv {
  readonly path: string
  readonly client: IpcClient
  /** The next request that has arrived. */
  request(): Promise<Request>
  /** One packet, as it is. Resolves when it has been written. */
  say(bytes: string | Buffer): Promise<void>
  hangUp(): void
  close(): Promise<void>
}

export async function connectToFakeMpv(clock: Clock): Promise<FakeMpv> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-fake-'))
  const path = join(folder, 'mpv')
  const arrived: Request[] = []
  const wanted: ((request: Request) => void)[] = []
  const take = (request: Request) => {
    const want = wanted.shift()
    if (want === undefined) arrived.push(request)
    else want(request)
  }
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.setNoDelay().setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) take(JSON.parse(line) as Request)
    })
  })
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const client = await connectIpc({ path, clock, deadlineMs: 0 })
  if (!client.ok) throw new Error(client.problem)
  const socket = await connected
  return {
    path,
    client: client.value,
    request: () => {
      const request = arrived.shift()
      return request === undefined ? new Promise((resolve) => wanted.push(resolve)) : Promise.resolve(request)
    },
    say: (bytes) => new Promise((resolve) => void socket.write(bytes, () => resolve())),
    hangUp: () => socket.destroy(),
    close: async () => {
      client.value.close()
      for (const open of sockets) open.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
