import type { WebSocket } from 'ws'
import { quantile } from '../../../sync/statistics.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Log } from '../../host/log.ts'
import type { SessionClock } from '../../host/sessionClock.ts'
import type { Meter } from '../../host/meter.ts'
import type { OutgoingFrame } from '../frameBytes.ts'
import type { Outbox } from '../outbox.ts'
import type { Rounds } from '../rounds.ts'
import { createTokenBucket, type TokenBucket } from '../../host/tokenBucket.ts'
import type { TransportLimits } from '../transportLimits.ts'
import type { PartyClient, PartySocketEnd } from './partyClient.ts'

export interface PartySocketParts {
  readonly socket: WebSocket
  /** What is to be said over the socket. */
  readonly outbox: Outbox
  readonly clock: SessionClock
  /** In which deadlines and heartbeats of all sockets are looked after. */
  readonly rounds: Rounds
  readonly outgoing: (frame: string) => OutgoingFrame
  readonly meter: Meter
  readonly limits: TransportLimits
  readonly log: Log
  readonly address: string
  readonly welcome: (end: PartySocketEnd) => PartyClient
}

/** Codes of the WebSocket standard (RFC 6455, 7.4.1). */
const policyViolation = 1008
const goingAway = 1001
const roundTripsKept = 10

/** One socket of a web client: keeps the limits and the line alive, and measures how long it is. */
export class PartySocket implements PartySocketEnd {
  readonly address: string
  readonly #parts: PartySocketParts
  readonly #client: PartyClient
  readonly #allowance: TokenBucket
  readonly #openedMs: number
  readonly #leaveRounds: Cancel
  #heardMs: number
  #pingedMs: number
  #roundTripsMs: readonly number[] = []
  #isFlooding = false
  /** When the socket is cut if closing takes that long; null while it is open. */
  #cutMs: number | null = null

  constructor(parts: PartySocketParts) {
    const { clock, rounds, limits, socket } = parts
    this.#parts = parts
    this.address = parts.address
    this.#allowance = createTokenBucket({ perSecond: limits.messagesPerSecond, burst: limits.messageBurst })
    this.#openedMs = clock.nowMs()
    this.#heardMs = this.#openedMs
    this.#pingedMs = this.#openedMs
    this.#client = parts.welcome(this)
    this.#leaveRounds = rounds.add((nowMs) => this.#look(nowMs))
    this.#listen()
    socket.ping()
  }

  send(frame: string): void {
    if (this.#cutMs !== null) return
    const { outbox, outgoing, limits, meter } = this.#parts
    const { bytes, type } = outgoing(frame)
    meter.told(type, null)
    outbox.add(bytes)
    if (outbox.waitingBytes() > limits.queuedBytes)
      this.close(policyViolation, 'Client cannot accept messages')
  }

  close(code: number, reason: string): void {
    if (this.#cutMs !== null) return
    const { socket, outbox, clock, limits, log } = this.#parts
    outbox.flush()
    this.#cutMs = clock.nowMs() + limits.closeWithinMs
    log.info({ reason }, 'The session of a web client was ended.')
    socket.close(code, reason)
  }

  tooMany(): void {
    this.close(policyViolation, 'Too many connections come from this address')
  }

  /** The server stops. */
  shutDown(): void {
    this.close(goingAway, 'Server shutting down')
  }

  oneWayMs(): number | null {
    return this.#roundTripsMs.length === 0 ? null : quantile(this.#roundTripsMs, 0.95) / 2
  }

  #listen(): void {
    const { socket, clock } = this.#parts
    socket.on('message', (frame: Buffer, isBinary: boolean) => this.#receive(frame, isBinary))
    socket.on('ping', () => this.#hear())
    socket.on('pong', () => {
      this.#hear()
      const roundTripMs = clock.nowMs() - this.#pingedMs
      this.#roundTripsMs = [...this.#roundTripsMs, roundTripMs].slice(-roundTripsKept)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#cutMs ??= 0
      this.#leaveRounds()
      this.#client.gone()
    })
  }

  #hear(): void {
    this.#heardMs = this.#parts.clock.nowMs()
  }

  #receive(frame: Buffer, isBinary: boolean): void {
    this.#hear()
    if (this.#cutMs !== null || !this.#spend()) return
    this.#parts.meter.heard('openWatchParty')
    this.#client.receive(isBinary ? null : frame.toString('utf8'))
  }

  /** A flood is refused once; who goes on is ignored until it ends, and strict clients are shown the door. */
  #spend(): boolean {
    const mayGoOn = this.#allowance.take(this.#heardMs)
    if (!mayGoOn && !this.#isFlooding) this.#client.flood()
    this.#isFlooding = !mayGoOn
    return mayGoOn
  }

  /** What is due: an introduction, a heartbeat, the end of a line that fell silent, or of a close. */
  #look(nowMs: number): void {
    const { socket, limits } = this.#parts
    if (this.#cutMs !== null) {
      if (nowMs >= this.#cutMs) socket.terminate()
    } else if (!this.#client.isKnown() && nowMs - this.#openedMs >= limits.helloWithinMs) {
      this.#client.end('AUTHENTICATION_TIMEOUT')
    } else if (nowMs - this.#heardMs >= limits.idleMs)
      this.close(policyViolation, 'Nothing was heard for too long')
    else if (nowMs - this.#pingedMs >= limits.heartbeatMs) {
      this.#pingedMs = nowMs
      socket.ping()
    }
  }
}
