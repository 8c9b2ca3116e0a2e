import { WebSocket } from 'ws'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { openWebSocketWire } from '../../../platform/webSocketWire.ts'
import { decodeServerMessage, encode } from '../../../protocol/codec.ts'
import type { Identity } from '../../../protocol/identity.ts'
import { unknownPresence, type PresenceReport } from '../../../protocol/member.ts'
import type { Action } from '../../../protocol/action.ts'
import {
  protocolVersion,
  sessionPath,
  type ClientMessage,
  type ServerMessage,
  type ServerMessageOf,
} from '../../../protocol/session.ts'
import type { RoomPolicy } from '../../../protocol/policy.ts'
import type { WireClose } from '../../../protocol/wire.ts'
import { film } from './film.ts'

interface Waiting {
  take(message: ServerMessage): void
  giveUp(close: WireClose): void
}

/** A member over a real socket that writes down what it hears. */
export class SessionMember {
  readonly heard: ServerMessage[] = []
  readonly closed: Promise<WireClose>
  readonly #wire
  readonly #waiting = new Set<Waiting>()
  #ended: WireClose | null = null
  #requests = 0

  private constructor(wire: Extract<Awaited<ReturnType<typeof openWebSocketWire>>, { ok: true }>['value']) {
    this.#wire = wire
    wire.onMessage((frame) => {
      const message = decodeServerMessage(frame)
      if (!message.ok) throw new Error(`The server broke the protocol at ${message.problem.path}: ${frame}`)
      this.heard.push(message.value)
      for (const waiting of [...this.#waiting]) waiting.take(message.value)
    })
    this.closed = new Promise((resolve) => {
      wire.onClose(resolve)
    })
    void this.closed.then((close) => {
      this.#ended = close
      for (const waiting of this.#waiting) waiting.giveUp(close)
      this.#waiting.clear()
    })
  }

  static async connect(url: string): Promise<SessionMember> {
    const address = { url: `${url}${sessionPath}`, WebSocket, clock: createSystemClock(), withinMs: 5000 }
    const wire = await openWebSocketWire(address)
    if (!wire.ok) throw new Error(wire.problem.sentence)
    return new SessionMember(wire.value)
  }

  /** Connected and introduced. */
  static async enter(url: string, name: string): Promise<SessionMember> {
    const member = await SessionMember.connect(url)
    member.hello(name)
    await member.hears('welcome')
    return member
  }

  hello(name: string, protocol = protocolVersion): void {
    this.send({ type: 'hello', protocol, app: { name: 'test', version: '1' }, name })
  }

  /** Says hello as somebody; resolves with the welcome, or with the reason of the refusal. */
  async introduce(
    identity: Identity,
    name = 'Somebody',
  ): Promise<ServerMessageOf<'welcome'> | ServerMessageOf<'bye'>> {
    this.send({
      type: 'hello',
      protocol: protocolVersion,
      app: { name: 'test', version: '1' },
      name,
      identity,
    })
    return Promise.race([this.hears('welcome'), this.hears('bye')])
  }

  /** Connected and introduced as somebody who has to be let in. */
  static async enterAs(url: string, identity: Identity): Promise<SessionMember> {
    const member = await SessionMember.connect(url)
    const answer = await member.introduce(identity)
    if (answer.type === 'bye') throw new Error(`Not let in: ${answer.reason}`)
    return member
  }

  /** Asks for something that is answered with `renewed`, `done` or `refused`. */
  async renew(identity: Identity): Promise<ServerMessageOf<'renewed' | 'refused'>> {
    const requestId = this.nextRequest()
    this.send({ type: 'renew', requestId, identity })
    return this.#answer(requestId, ['renewed', 'refused'])
  }

  send(message: ClientMessage): void {
    this.#wire.send(encode(message))
  }

  sendFrame(frame: string): void {
    this.#wire.send(frame)
  }

  close(): void {
    this.#wire.close()
  }

  /**
   * The last message of a type that fits, now or as soon as it comes. Rejects when the line ends before: a server that
   * ends a line fails the test that waits on it, instead of leaving it waiting.
   */
  hears<Type extends ServerMessage['type']>(
    type: Type,
    fits: (message: ServerMessageOf<Type>) => boolean = () => true,
  ): Promise<ServerMessageOf<Type>> {
    const isIt = (message: ServerMessage): message is ServerMessageOf<Type> =>
      message.type === type && fits(message as ServerMessageOf<Type>)
    return this.#hearsWhat(isIt, type)
  }

  /** The answer to a request, which is one of several types. */
  #answer<Type extends 'done' | 'renewed' | 'refused'>(
    requestId: string,
    types: readonly Type[],
  ): Promise<ServerMessageOf<Type>> {
    const isIt = (message: ServerMessage): message is ServerMessageOf<Type> =>
      types.some((type) => type === message.type) && 'requestId' in message && message.requestId === requestId
    return this.#hearsWhat(isIt, types.join(' or '))
  }

  #hearsWhat<Heard extends ServerMessage>(
    isIt: (message: ServerMessage) => message is Heard,
    what: string,
  ): Promise<Heard> {
    const found = this.heard.findLast(isIt)
    if (found !== undefined) return Promise.resolve(found)
    return new Promise((resolve, reject) => {
      const giveUp = ({ code, reason }: WireClose) => {
        reject(new Error(`The line ended (${code} ${reason}) before "${what}" came.`))
      }
      if (this.#ended !== null) return giveUp(this.#ended)
      const waiting: Waiting = {
        giveUp,
        take: (message) => {
          if (!isIt(message)) return
          this.#waiting.delete(waiting)
          resolve(message)
        },
      }
      this.#waiting.add(waiting)
    })
  }

  async create(positionMs = 0, policy: Partial<RoomPolicy> = {}): Promise<ServerMessageOf<'joined'>> {
    const requestId = this.nextRequest()
    this.send({
      type: 'create',
      requestId,
      media: film,
      name: null,
      policy: { control: 'everyone', ...policy },
      password: null,
      positionMs,
    })
    return this.hears('joined', (message) => message.requestId === requestId)
  }

  async join(code: string): Promise<ServerMessageOf<'joined'>> {
    const requestId = this.nextRequest()
    this.send({ type: 'join', requestId, code, password: null, invitation: null })
    return this.hears('joined', (message) => message.requestId === requestId)
  }

  /** Resolves with the answer. */
  async act(revision: number, action: Action): Promise<ServerMessageOf<'done' | 'refused'>> {
    const requestId = this.nextRequest()
    this.send({ type: 'act', requestId, revision, action })
    return this.#answer(requestId, ['done', 'refused'])
  }

  present(presence: Partial<PresenceReport>): void {
    this.send({ type: 'presence', presence: { ...unknownPresence, ...presence } })
  }

  nextRequest(): string {
    this.#requests += 1
    return `request-${this.#requests}`
  }
}
