import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Cancel } from '../../protocol/wire.ts'
import { readClientParts } from './credentials.ts'
import { authenticate } from './router.ts'
import { sessionDto } from './sessionDto.ts'
import { sessionIdOf } from './sessions.ts'
import type { World } from './world.ts'

/** Takes WebSocket upgrades, at any path as the real server does; without a good token they are refused with 403. */
export function openSocketDoor(server: Server, world: World): Cancel {
  const sockets = new WebSocketServer({ noServer: true })
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const sessionId = sessionFor(request, world)
    const fault = world.faults.statusFor('/socket')
    if (fault !== null) refuse(stream, `${fault} Fault`)
    else if (sessionId === null) refuse(stream, '403 Forbidden')
    else sockets.handleUpgrade(request, stream, head, (socket) => attach(socket, sessionId, world))
  }
  server.on('upgrade', onUpgrade)
  return () => {
    server.off('upgrade', onUpgrade)
    world.sockets.close()
    sockets.close()
  }
}

function sessionFor(request: IncomingMessage, world: World): string | null {
  const query = new URLSearchParams(request.url?.split('?')[1] ?? '')
  const parts = readClientParts({ headers: request.headers, query }, world.settings.legacyAuthorization)
  const caller = authenticate(parts.token, world)
  return caller?.kind === 'user' ? sessionIdOf(caller.grant.device) : null
}

const refuse = (stream: Duplex, status: string) =>
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)

function attach(socket: WebSocket, sessionId: string, world: World): void {
  let stopTelling: Cancel = () => undefined
  socket.on('close', () => stopTelling())
  world.sockets.attach(socket, sessionId, (type, content) => {
    if (type === 'SessionsStart') {
      stopTelling()
      stopTelling = tellSessions(sessionId, content, world)
    }
    if (type === 'SessionsStop') stopTelling()
  })
}

/** "delay,interval" in ms: then all sessions, again and again. */
function tellSessions(sessionId: string, content: unknown, world: World): Cancel {
  const [delayMs = 0, intervalMs = 1000] = String(content).split(',').map(Number)
  let cancel: Cancel = () => undefined
  const tell = () => {
    const sessions = world.sessions.all().map((session) => sessionDto(session, world))
    world.sockets.send(sessionId, 'Sessions', sessions)
    cancel = world.clock.after(Math.max(100, intervalMs), tell)
  }
  cancel = world.clock.after(delayMs, tell)
  return () => cancel()
}
