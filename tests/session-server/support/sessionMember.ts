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

/** A member over a real socket that writes down what it hears. */
export class SessionMember {
  readonly heard: ServerMessage[] = []
  readonly closed: Promise<WireClose>
  readonly #wire
  readonly #waiting = new Set<() => void>()
  #requests = 0

  private constructor(wire: Extract<Awaited<ReturnType<typeof openWebSocketWire>>, { ok: true }>['value']) {
    this.#wire = wire
    wire.onMessage((frame) => {
      const message = decodeServerMessage(frame)
      if (!message.ok) throw new Error(`The server broke the protocol at ${message.problem.path}: ${frame}`)
      this.heard.push(message.value)
      for (const check of [...this.#waiting]) check()
    })
    this.closed = new Promise((resolve) => {
      wire.onClose(resolve)
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
    const isAnswer = (message: { requestId: string }) => message.requestId === requestId
    return Promise.race([this.hears('renewed', isAnswer), this.hears('refused', isAnswer)])
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

  /** The last message of a type that fits, now or as soon as it comes. */
  hears<Type extends ServerMessage['type']>(
    type: Type,
    fits: (message: ServerMessageOf<Type>) => boolean = () => true,
  ): Promise<ServerMessageOf<Type>> {
    const isIt = (message: ServerMessage): message is ServerMessageOf<Type> =>
      message.type === type && fits(message as ServerMessageOf<Type>)
    return new Promise((resolve) => {
      const check = () => {
        const found = this.heard.findLast(isIt)
        if (found === undefined) return
        this.#waiting.delete(check)
        resolve(found)
      }
      this.#waiting.add(check)
      check()
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
    const isAnswer = (message: { requestId: string }) => message.requestId === requestId
    return Promise.race([this.hears('done', isAnswer), this.hears('refused', isAnswer)])
  }

  present(presence: Partial<PresenceReport>): void {
    this.send({ type: 'presence', presence: { ...unknownPresence, ...presence } })
  }

  nextRequest(): string {
    this.#requests += 1
    return `request-${this.#requests}`
  }
}
