import type { Action } from '../../../protocol/action.ts'
import type { SessionStatus } from '../../../protocol/companionState.ts'
import type { MadeLink } from '../../../protocol/invitationLink.ts'
import type { PresenceReport } from '../../../protocol/member.ts'
import type { ServerFrame } from '../../../protocol/openWatchParty/serverFrames.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Cancel, WireClose } from '../../../protocol/wire.ts'
import { createListeners } from '../../../platform/listeners.ts'
import { nextDelayMs } from '../../../sync/backoff.ts'
import {
  addSample,
  emptyClockWindow,
  estimateClock,
  toSessionMs,
  type ClockModel,
  type ClockSample,
} from '../../../sync/clockOffset.ts'
import type {
  CreateRequest,
  Joined,
  JoinRequest,
  RoomMessage,
  RoomRequest,
  RoomSession,
} from '../roomSession.ts'
import { mayReturnAfterProblem, offline, problemOfClose, sessionClosed } from '../sessionProblems.ts'
import { openPartyLine, type PartyLine, type PartyPass } from './partyLine.ts'
import { PartyMembership } from './partyMembership.ts'
import { makesNoLinks, roomClosed, roomWentWithHost } from './partyProblems.ts'
import type { PartySessionOptions } from './partySessionOptions.ts'

/** A membership on an unmodified OpenWatchParty server of any generation. */
export const createPartySession = (options: PartySessionOptions): RoomSession => new PartySession(options)

/** A token is shown anew when this share of its life is over, as their own clients do. */
const renewAtShare = 0.8

class PartySession implements RoomSession {
  readonly #options: PartySessionOptions
  readonly #messages = createListeners<RoomMessage>()
  readonly #statuses = createListeners<SessionStatus>()
  readonly #clocks = createListeners<ClockModel | null>()
  readonly #membership: PartyMembership
  #window = emptyClockWindow
  #model: ClockModel | null = null
  #line: PartyLine | null = null
  #status: SessionStatus = { kind: 'idle' }
  #attempt = 0
  #cancelRetry: Cancel = () => {}
  #cancelRenewal: Cancel = () => {}
  #closed = false

  constructor(options: PartySessionOptions) {
    this.#options = options
    const { clock, describe } = options
    this.#membership = new PartyMembership({
      clock,
      describe,
      line: () => this.#line,
      serverNowMs: () => this.#serverNowMs(),
      tell: (message) => this.#messages.tell(message),
    })
  }

  async open(): Promise<Result<void, Problem>> {
    this.#attempt = 1
    this.#setStatus({ kind: 'connecting', server: this.#options.server, attempt: 1 })
    const opened = await this.#openLine()
    if (opened.ok) this.#setStatus({ kind: 'online', server: this.#options.server })
    else this.#end(opened.problem)
    return opened
  }

  async create(request: CreateRequest): Promise<Result<Joined, Problem>> {
    return this.#line === null ? failure(this.#whyNot()) : this.#membership.create(request)
  }

  async join(request: JoinRequest): Promise<Result<Joined, Problem>> {
    return this.#line === null ? failure(this.#whyNot()) : this.#membership.join(request)
  }

  async act(action: Action): Promise<Result<void, Problem>> {
    return this.#line === null ? failure(this.#whyNot()) : this.#membership.act(action)
  }

  async say(text: string): Promise<Result<void, Problem>> {
    return this.#line === null ? failure(this.#whyNot()) : this.#membership.say(text)
  }

  async ask(request: RoomRequest): Promise<Result<void, Problem>> {
    return this.#line === null ? failure(this.#whyNot()) : this.#membership.ask(request)
  }

  /** Rooms there are open to whoever knows their server. */
  async makeLink(): Promise<Result<MadeLink, Problem>> {
    return failure(makesNoLinks)
  }

  /** Nobody asks there. */
  answerSight(): void {}

  tell(presence: PresenceReport): void {
    this.#membership.presence(presence)
  }

  clock(): ClockModel | null {
    return this.#model
  }

  status(): SessionStatus {
    return this.#status
  }

  onMessage(listener: (message: RoomMessage) => void): Cancel {
    return this.#messages.add(listener)
  }

  onStatus(listener: (status: SessionStatus) => void): Cancel {
    return this.#statuses.add(listener)
  }

  onClock(listener: (model: ClockModel | null) => void): Cancel {
    return this.#clocks.add(listener)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#membership.leave()
    this.#drop()
    this.#membership.lost(sessionClosed)
    this.#setStatus({ kind: 'idle' })
  }

  #serverNowMs(): number {
    const nowMs = this.#options.clock.nowMs()
    return this.#model === null ? nowMs : toSessionMs(this.#model, nowMs)
  }

  async #openLine(): Promise<Result<void, Problem>> {
    const { url, openWire, clock } = this.#options
    const pass = await this.#options.pass()
    if (!pass.ok) return pass
    const opened = await openPartyLine({
      url,
      openWire,
      clock,
      pass: pass.value,
      onFrame: (frame) => this.#hear(frame),
      onSample: (sample) => this.#learnClock(sample),
      onClose: (close) => this.#lineClosed(close),
    })
    if (!opened.ok) return opened
    if (this.#closed) {
      opened.value.close()
      return failure(sessionClosed)
    }
    this.#line = opened.value
    this.#membership.come(opened.value.clientId, pass.value.userName)
    this.#renewInTime(pass.value)
    return success(undefined)
  }

  /** A token that cannot be had anew is not the end: the server says so when it no longer takes the former one. */
  #renewInTime({ expiresInMs }: PartyPass): void {
    this.#cancelRenewal()
    if (expiresInMs === null) return
    this.#cancelRenewal = this.#options.clock.after(expiresInMs * renewAtShare, () => void this.#renew())
  }

  async #renew(): Promise<void> {
    const pass = await this.#options.pass()
    if (this.#closed || this.#line === null || !pass.ok) return
    this.#line.show(pass.value)
    this.#renewInTime(pass.value)
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'room_closed' && this.#membership.isAbout(frame)) {
      return this.#end(roomClosed(frame.payload?.reason ?? 'no reason was given'))
    }
    this.#membership.hear(frame)
  }

  #learnClock(sample: ClockSample): void {
    this.#window = addSample(this.#window, sample)
    this.#model = estimateClock(this.#window)
    this.#clocks.tell(this.#model)
  }

  #lineClosed(close: WireClose): void {
    this.#line = null
    this.#cancelRenewal()
    // Its own end closes the line, too.
    if (this.#status.kind === 'ended') return
    const problem = problemOfClose(close)
    const endsWithLine = this.#membership.endsWithLine()
    this.#membership.lost(problem)
    if (this.#closed) return
    if (endsWithLine) return this.#end(roomWentWithHost)
    this.#attempt = 0
    this.#retryLater(problem)
  }

  #retryLater(problem: Problem): void {
    const { server, random, clock } = this.#options
    const retryInMs = nextDelayMs(this.#attempt, random())
    this.#attempt += 1
    this.#setStatus({ kind: 'interrupted', server, attempt: this.#attempt, retryInMs, problem })
    this.#cancelRetry = clock.after(retryInMs, () => void this.#comeBack())
  }

  async #comeBack(): Promise<void> {
    const opened = await this.#openLine()
    if (this.#closed) return
    if (!opened.ok)
      return mayReturnAfterProblem(opened.problem)
        ? this.#retryLater(opened.problem)
        : this.#end(opened.problem)
    const back = await this.#membership.comeBack()
    if (this.#closed || this.#line === null) return
    if (!back.ok) return this.#end(back.problem)
    this.#setStatus({ kind: 'online', server: this.#options.server })
  }

  #whyNot(): Problem {
    return this.#status.kind === 'ended' ? this.#status.problem : offline
  }

  #drop(): void {
    this.#cancelRetry()
    this.#cancelRenewal()
    this.#line?.close()
    this.#line = null
  }

  #end(problem: Problem): void {
    const line = this.#line
    this.#line = null
    this.#drop()
    this.#membership.lost(problem)
    this.#setStatus({ kind: 'ended', server: this.#options.server, problem })
    line?.close()
  }

  #setStatus(status: SessionStatus): void {
    this.#status = status
    this.#statuses.tell(status)
  }
}
