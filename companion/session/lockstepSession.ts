import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { SessionStatus } from '../../protocol/companionState.ts'
import type { LinkWish, MadeLink } from '../../protocol/invitationLink.ts'
import type { PresenceReport } from '../../protocol/member.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Action } from '../../protocol/action.ts'
import { sessionPath, type ClientMessage, type ServerMessage } from '../../protocol/session.ts'
import type { Cancel, WireClose } from '../../protocol/wire.ts'
import { createListeners } from '../../platform/listeners.ts'
import { nextDelayMs } from '../../sync/backoff.ts'
import type { Clock } from '../../sync/clock.ts'
import type { ClockModel } from '../../sync/clockOffset.ts'
import { askForLink } from './askForLink.ts'
import { createDoorway, type Doorway } from './doorway.ts'
import { keepClock } from './keptClock.ts'
import type { Line, OpenWire } from './line.ts'
import { nameAlone, type Passport } from './passport.ts'
import { createPendingRequests, type Answer } from './pendingRequests.ts'
import {
  isRoomNews,
  type CreateRequest,
  type Joined,
  type JoinRequest,
  type ResumePoint,
  type RoomMessage,
  type RoomRequest,
  type RoomSession,
} from './roomSession.ts'
import {
  mayReturnAfter,
  mayReturnAfterProblem,
  noAnswer,
  offline,
  problemOf,
  problemOfClose,
  sessionClosed,
} from './sessionProblems.ts'

export interface LockstepSessionOptions {
  /** `ws://` or `wss://` address of the server, without the session path. */
  readonly server: string
  readonly name: string
  readonly app: { readonly name: string; readonly version: string }
  readonly openWire: OpenWire
  readonly clock: Clock
  /** Time of day, ms since 1970. */
  wallMs(): number
  /** What the server is shown to be let in; absent = nothing but the name. */
  readonly passport?: Passport
  /** A number in [0, 1): spreads the reconnections of many members. */
  random(): number
  /** Where the room was when the line broke; null = nothing to resume with. */
  resumePoint(): ResumePoint | null
}

interface Place {
  readonly roomId: string
  readonly code: string
  readonly resumeToken: string
}

const placeGone: CloseReason = 'resume-refused'

/** A membership over our own protocol (protocol/README.md). */
export const createLockstepSession = (options: LockstepSessionOptions): RoomSession =>
  new LockstepSession(options)

class LockstepSession implements RoomSession {
  readonly #options: LockstepSessionOptions
  readonly #requests
  readonly #doorway: Doorway
  readonly #messages = createListeners<RoomMessage>()
  readonly #statuses = createListeners<SessionStatus>()
  readonly #clock = keepClock()
  #line: Line | null = null
  #place: Place | null = null
  /** By which the room was entered: a place that is gone is taken anew with it. */
  #papers: Pick<JoinRequest, 'password' | 'invitation'> = { password: null, invitation: null }
  #status: SessionStatus = { kind: 'idle' }
  #attempt = 0
  #cancelRetry: Cancel = () => {}
  #closed = false

  constructor(options: LockstepSessionOptions) {
    this.#options = options
    this.#requests = createPendingRequests(options.clock)
    const { server, passport = nameAlone, clock, openWire, name, app } = options
    this.#doorway = createDoorway({
      passport,
      request: (body) => this.#request(body),
      line: {
        ...{ url: server.replace(/\/$/, '') + sessionPath, openWire, clock, name, app },
        onMessage: (message) => this.#hear(message),
        onSample: (sample) => this.#clock.learn(sample),
        onClose: (close) => this.#lineClosed(close),
      },
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

  create(request: CreateRequest): Promise<Result<Joined, Problem>> {
    this.#papers = { password: request.password, invitation: null }
    return this.#enter((requestId) => ({ type: 'create', requestId, ...request }))
  }

  join(request: JoinRequest): Promise<Result<Joined, Problem>> {
    this.#papers = { password: request.password, invitation: request.invitation }
    return this.#enter((requestId) => ({ type: 'join', requestId, ...request }))
  }

  async act(action: Action, revision: number): Promise<Result<void, Problem>> {
    const answer = await this.#request((requestId) => ({ type: 'act', requestId, revision, action }))
    return answer.ok ? success(undefined) : answer
  }

  async say(text: string): Promise<Result<void, Problem>> {
    const answer = await this.#request((requestId) => ({ type: 'say', requestId, text }))
    return answer.ok ? success(undefined) : answer
  }

  async ask(request: RoomRequest): Promise<Result<void, Problem>> {
    const answer = await this.#request((requestId) => ({ ...request, requestId }))
    return answer.ok ? success(undefined) : answer
  }

  async makeLink(wish: LinkWish): Promise<Result<MadeLink, Problem>> {
    const token = this.#doorway.token()
    if (this.#place === null || token === null) return failure(offline)
    return askForLink({ ...this.#options, token, room: this.#place.roomId, wish })
  }

  answerSight(question: number, canSee: boolean): void {
    if (this.#place !== null) this.#line?.send({ type: 'sight', question, canSee })
  }

  tell(presence: PresenceReport): void {
    if (this.#place !== null && this.#status.kind === 'online')
      this.#line?.send({ type: 'presence', presence })
  }

  clock(): ClockModel | null {
    return this.#clock.model()
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
    return this.#clock.onChange(listener)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    if (this.#place !== null && this.#line !== null) {
      this.#place = null
      await this.#request((requestId) => ({ type: 'leave', requestId }))
      await this.#doorway.signOut()
    }
    this.#closed = true
    this.#doorway.pause()
    this.#cancelRetry()
    this.#line?.close()
    this.#line = null
    this.#requests.failAll(sessionClosed)
    this.#setStatus({ kind: 'idle' })
  }

  async #openLine(): Promise<Result<void, Problem>> {
    const opened = await this.#doorway.open()
    if (!opened.ok) return opened
    if (this.#closed) {
      opened.value.close()
      return failure(sessionClosed)
    }
    this.#line = opened.value
    return success(undefined)
  }

  #hear(message: ServerMessage): void {
    if (isRoomNews(message)) return this.#messages.tell(message)
    switch (message.type) {
      case 'renewed':
        this.#doorway.learn(message)
        this.#requests.settle(message)
        return
      case 'welcome':
        return this.#doorway.learn(message)
      case 'inbox':
      case 'pong':
      case 'rooms':
      case 'bye':
        return
      case 'done':
      case 'refused':
        this.#requests.settle(message)
        return
      case 'joined':
        // The place is kept before anyone hears of it: a break in this very moment must find its way back.
        this.#place = { roomId: message.room.id, code: message.room.code, resumeToken: message.resumeToken }
        this.#messages.tell(message)
        this.#requests.settle(message)
        return
      case 'out':
        this.#end(problemOf(message.reason))
    }
  }

  async #enter(body: (requestId: string) => ClientMessage): Promise<Result<Joined, Problem>> {
    const answer = await this.#request(body)
    if (!answer.ok) return answer
    return answer.value.type === 'joined' ? success(answer.value) : failure(noAnswer)
  }

  async #request(body: (requestId: string) => ClientMessage): Promise<Result<Answer, Problem>> {
    if (this.#line === null) return failure(this.#status.kind === 'ended' ? this.#status.problem : offline)
    const { requestId, answer } = this.#requests.open()
    this.#line.send(body(requestId))
    return answer
  }

  #lineClosed(close: WireClose): void {
    this.#line = null
    this.#doorway.pause()
    // Its own end closes the line, too.
    if (this.#status.kind === 'ended') return
    const problem = problemOfClose(close)
    this.#requests.failAll(problem)
    if (this.#closed) return
    if (!mayReturnAfter(close)) return this.#end(problem)
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
    const resumed = await this.#resume()
    if (this.#closed || this.#line === null) return
    if (!resumed.ok) return this.#end(resumed.problem)
    this.#setStatus({ kind: 'online', server: this.#options.server })
  }

  async #resume(): Promise<Result<void, Problem>> {
    const place = this.#place
    if (place === null) return success(undefined)
    const { code, ...proof } = place
    const point = this.#options.resumePoint() ?? { revision: 0, playing: false }
    const resumed = await this.#request((requestId) => ({ type: 'resume', requestId, ...proof, ...point }))
    if (resumed.ok) return success(undefined)
    if (resumed.problem.code !== placeGone) return resumed
    // Away for too long (a laptop slept): the room may still be there, with a new place in it.
    const joined = await this.join({ code, ...this.#papers })
    return joined.ok ? success(undefined) : joined
  }

  #end(problem: Problem): void {
    const line = this.#line
    this.#doorway.pause()
    this.#line = null
    this.#place = null
    this.#requests.failAll(problem)
    this.#setStatus({ kind: 'ended', server: this.#options.server, problem })
    line?.close()
  }

  #setStatus(status: SessionStatus): void {
    this.#status = status
    this.#statuses.tell(status)
  }
}
