import type { OpenWire } from '../../../companion/session/line.ts'
import { createMemoryWires } from '../../../platform/memoryWire.ts'
import { decodeClientMessage, encode } from '../../../protocol/codec.ts'
import { failure, success } from '../../../protocol/result.ts'
import type { ClientMessage, ServerMessage } from '../../../protocol/session.ts'
import type { Wire } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'

/** A server whose every answer a test decides; by default it welcomes, pongs and keeps what it was told. */
export interface ScriptedServer {
  readonly openWire: OpenWire
  readonly heard: ClientMessage[]
  say(message: ServerMessage): void
  cut(code: number): void
  /** Connections are refused while false. */
  isUp: boolean
  answersPings: boolean
  welcomes: boolean
  clockId: string
  connections: number
}

const unreachable = { code: 'session-server-unreachable', sentence: 'Nobody answers.', nextStep: '' }

/** The session clock is 5000 ms ahead of the client's. */
export const serverAheadMs = 5000

export function createScriptedServer(clock: Clock): ScriptedServer {
  let end: Wire | null = null
  const server: ScriptedServer = {
    heard: [],
    isUp: true,
    answersPings: true,
    welcomes: true,
    clockId: 'clock-1',
    connections: 0,
    say: (message) => end?.send(encode(message)),
    cut: (code) => end?.close(code, 'cut'),
    openWire: () => {
      if (!server.isUp) return Promise.resolve(failure(unreachable))
      const [client, own] = createMemoryWires()
      end = own
      server.connections += 1
      own.onMessage((frame) => hear(frame))
      return Promise.resolve(success(client))
    },
  }
  const hear = (frame: string) => {
    const decoded = decodeClientMessage(frame)
    if (!decoded.ok) throw new Error(`the client sent a malformed frame: ${JSON.stringify(decoded.problem)}`)
    const message = decoded.value
    if (message.type !== 'ping') server.heard.push(message)
    if (message.type === 'hello' && server.welcomes) welcome()
    if (message.type === 'ping' && server.answersPings) pong(message)
  }
  const welcome = () =>
    server.say({
      type: 'welcome',
      protocol: 1,
      server: { name: 'scripted', version: '0' },
      clockId: server.clockId,
      person: { id: 'somebody', name: 'Somebody', isAdmin: false, origin: { kind: 'open' } },
      grant: { token: 'scripted', expiresInMs: 3_600_000 },
      endsInMs: null,
    })
  const pong = ({ id, sentAtMs }: { id: number; sentAtMs: number }) => {
    const sessionMs = clock.nowMs() + serverAheadMs
    const { clockId } = server
    server.say({ type: 'pong', id, sentAtMs, receivedAtMs: sessionMs, answeredAtMs: sessionMs, clockId })
  }
  return server
}
