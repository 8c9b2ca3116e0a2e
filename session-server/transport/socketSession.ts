import type { WebSocket } from 'ws'
import { closeReasons, type CloseReason } from '../../protocol/closeReasons.ts'
import { decodeClientMessage, encode, protocolOfHello } from '../../protocol/codec.ts'
import { protocolVersion, type ClientMessage, type ClientMessageOf } from '../../protocol/session.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { SpokenOutlet } from '../host/liveRoom.ts'
import type { Log } from '../host/log.ts'
import type { Meter } from '../host/meter.ts'
import type { SessionClock } from '../host/sessionClock.ts'
import { awaitIntroduction, type Introduction, type Reception } from './introduction.ts'
import type { OutgoingFrame } from './frameBytes.ts'
import type { Outbox } from './outbox.ts'
import { createTokenBucket, type TokenBucket } from '../host/tokenBucket.ts'
import type { Rounds } from './rounds.ts'
import type { TransportLimits } from './transportLimits.ts'

export interface SocketSessionParts {
  readonly socket: WebSocket
  /** What is to be said over the socket. */
  readonly outbox: Outbox
  readonly clock: SessionClock
  /** In which deadlines and heartbeats of all sockets are looked after. */
  readonly rounds: Rounds
  readonly outgoing: (frame: string) => OutgoingFrame
  readonly meter: Meter
  /** Names this session in the log. */
  readonly id: string
  readonly limits: TransportLimits
  readonly reception: Reception
  readonly log: Log
  /** Where the socket comes from. */
  readonly address: string
}

/** What the codes with which ws closes a socket by itself are called here. */
const reasonsOfOurs: ReadonlyMap<number | undefined, CloseReason> = new Map([
  [1002, 'malformed-frame'],
  [1007, 'malformed-frame'],
  [1009, 'frame-too-large'],
])

/** One socket, from its opening to its end: reads frames, keeps the limits, answers clock pings on the spot. */
export class SocketSession implements SpokenOutlet {
  readonly #socket: WebSocket
  readonly #outbox: Outbox
  readonly #clock: SessionClock
  readonly #outgoing: (frame: string) => OutgoingFrame
  readonly #meter: Meter
  readonly #id: string
  readonly #limits: TransportLimits
  readonly #log: Log
  readonly #introduction: Introduction
  readonly #allowance: TokenBucket
  readonly #openedMs: number
  readonly #leaveRounds: Cancel
  #heardMs: number
  #beatMs: number
  #isIntroduced = false
  /** When the socket is cut if closing takes that long; null while the session goes on. */
  #cutMs: number | null = null

  constructor(parts: SocketSessionParts) {
    const { socket, clock, rounds, limits, reception, log, address } = parts
    this.#socket = socket
    this.#outbox = parts.outbox
    this.#clock = clock
    this.#outgoing = parts.outgoing
    this.#meter = parts.meter
    this.#id = parts.id
    this.#limits = limits
    this.#log = log
    this.#introduction = awaitIntroduction(reception, this, address)
    this.#allowance = createTokenBucket({ perSecond: limits.messagesPerSecond, burst: limits.messageBurst })
    this.#openedMs = clock.nowMs()
    this.#heardMs = this.#openedMs
    this.#beatMs = this.#openedMs
    this.#leaveRounds = rounds.add((nowMs) => this.#look(nowMs))
    this.#listen()
  }

  /** Ignored once the session is ending. A reader that does not keep up ends it. */
  send(frame: string): void {
    if (this.#isEnding()) return
    const { bytes, type, refusal } = this.#outgoing(frame)
    this.#meter.told(type, refusal)
    this.#outbox.add(bytes)
    if (this.#outbox.waitingBytes() > this.#limits.queuedBytes) this.end('slow-reader')
  }

  /** Says why and closes; cuts the socket when closing takes too long. */
  end(reason: CloseReason): void {
    if (this.#isEnding()) return
    this.#outbox.flush()
    this.#socket.send(encode({ type: 'bye', reason }))
    this.#cutMs = this.#clock.nowMs() + this.#limits.closeWithinMs
    this.#meter.ended(reason)
    this.#log.info({ session: this.#id, reason }, 'A session was ended.')
    this.#socket.close(closeReasons[reason].closes ?? 1000, reason)
  }

  #isEnding(): boolean {
    return this.#cutMs !== null
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('message', (frame: Buffer, isBinary: boolean) => this.#receive(frame, isBinary))
    socket.on('ping', () => this.#spend())
    socket.on('pong', () => {
      this.#heardMs = this.#clock.nowMs()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#cutMs ??= 0
      this.#leaveRounds()
      this.#introduction.gone()
    })
    this.#closeWithOurReasons()
  }

  #receive(frame: Buffer, isBinary: boolean): void {
    const receivedAtMs = this.#clock.nowMs()
    this.#heardMs = receivedAtMs
    if (this.#isEnding() || !this.#spend()) return
    const text = isBinary ? null : frame.toString('utf8')
    const message = decodeClientMessage(text)
    if (!message.ok) return this.#endUnread(text, message.problem)
    this.#count(message.value)
    if (message.value.type === 'ping') return this.#pong(message.value, receivedAtMs)
    const objection = this.#introduction.receive(message.value)
    if (objection !== null) return this.end(objection)
    if (message.value.type === 'hello') this.#isIntroduced = true
  }

  #count(message: ClientMessage): void {
    this.#meter.heard(message.type)
    if (message.type === 'presence') this.#meter.reported(message.presence)
    if (message.type === 'act' && message.action.kind === 'resync') this.#meter.resynced()
  }

  /** The second stamp is taken at the last moment, so that our own work is not mistaken for the line's. */
  #pong({ id, sentAtMs }: ClientMessageOf<'ping'>, receivedAtMs: number): void {
    const clockId = this.#clock.id
    this.send(
      encode({ type: 'pong', id, sentAtMs, receivedAtMs, answeredAtMs: this.#clock.nowMs(), clockId }),
    )
  }

  /** A frame that cannot be read costs its sender the session. The log says where it failed, never what it held. */
  #endUnread(text: string | null, problem: { readonly path: string; readonly expectation: string }): void {
    const version = this.#isIntroduced ? null : protocolOfHello(text)
    const isOtherVersion = version !== null && version !== protocolVersion
    this.#log.info({ session: this.#id, path: problem.path }, 'A frame could not be read.')
    this.end(isOtherVersion ? 'protocol-mismatch' : 'malformed-frame')
  }

  #spend(): boolean {
    const mayGoOn = this.#allowance.take(this.#clock.nowMs())
    if (!mayGoOn) this.end('too-many-messages')
    return mayGoOn
  }

  /**
   * What is due by `nowMs`: the hello, a heartbeat, the end of a line that fell silent, or of a close. Who was heard of
   * lately is asked for no sign of life: thousands that came at once would all be asked in the same moment.
   */
  #look(nowMs: number): void {
    const { helloWithinMs, idleMs, heartbeatMs } = this.#limits
    if (this.#cutMs !== null) {
      if (nowMs >= this.#cutMs) this.#socket.terminate()
    } else if (!this.#isIntroduced && nowMs - this.#openedMs >= helloWithinMs) this.end('hello-timeout')
    else if (nowMs - this.#heardMs >= idleMs) this.end('idle-timeout')
    else if (nowMs - Math.max(this.#beatMs, this.#heardMs) >= heartbeatMs) {
      this.#beatMs = nowMs
      this.#socket.ping()
    }
  }

  /**
   * ws closes by itself on a frame that is too large (1009) or breaks the WebSocket protocol (1002, 1007), and with
   * those codes only; our members are told with our reasons. Any other code is the member's own, which ws returns.
   */
  #closeWithOurReasons(): void {
    const close = this.#socket.close.bind(this.#socket)
    this.#socket.close = (code, reason) => {
      const ours = this.#isEnding() ? undefined : reasonsOfOurs.get(code)
      if (ours === undefined) return close(code, reason)
      this.end(ours)
    }
  }
}
