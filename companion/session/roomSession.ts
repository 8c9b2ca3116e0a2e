import type { SessionStatus } from '../../protocol/companionState.ts'
import type { LinkWish, MadeLink } from '../../protocol/invitationLink.ts'
import type { Media } from '../../protocol/media.ts'
import type { PresenceReport } from '../../protocol/member.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import type { Action } from '../../protocol/action.ts'
import type { ClientMessageOf, ServerMessage, ServerMessageOf } from '../../protocol/session.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { ClockModel } from '../../sync/clockOffset.ts'

/**
 * A membership of a room on some session server, resumed by itself after an interruption. Our own protocol stands
 * behind it; other servers may, by translating to the same messages.
 */
export interface RoomSession {
  /** Resolves when the server has answered and its clock is known; keeps trying only after that first success. */
  open(): Promise<Result<void, Problem>>
  create(request: CreateRequest): Promise<Result<Joined, Problem>>
  join(request: JoinRequest): Promise<Result<Joined, Problem>>
  /** Asks the room for something, decided upon `revision`. Fails at once while the line is down. */
  act(action: Action, revision: number): Promise<Result<void, Problem>>
  /** Says a line to everyone in the room. Fails at once while the line is down. */
  say(text: string): Promise<Result<void, Problem>>
  /** Asks for anything else that a member may ask of a room. Fails at once while the line is down. */
  ask(request: RoomRequest): Promise<Result<void, Problem>>
  /** Has a signed link to the room made. Fails where the server makes none. */
  makeLink(wish: LinkWish): Promise<Result<MadeLink, Problem>>
  /** Answers `can-you-see`. */
  answerSight(question: number, canSee: boolean): void
  tell(presence: PresenceReport): void
  /** The best knowledge of the server's clock, null before there is any. */
  clock(): ClockModel | null
  status(): SessionStatus
  /** Room messages in order; a `joined` among them is the whole room anew, after a resume. */
  onMessage(listener: (message: RoomMessage) => void): Cancel
  onStatus(listener: (status: SessionStatus) => void): Cancel
  /** After every sample of the clock. */
  onClock(listener: (model: ClockModel | null) => void): Cancel
  /** Leaves the room, when in one, and closes the line. */
  close(): Promise<void>
}

export type Joined = ServerMessageOf<'joined'>
export type RoomMessage = Exclude<
  ServerMessage,
  { type: 'welcome' | 'renewed' | 'inbox' | 'rooms' | 'pong' | 'done' | 'refused' | 'out' | 'bye' }
>

/** What happens in the room, apart from getting into it. */
export type RoomNews = Exclude<RoomMessage, { type: 'joined' }>

const roomNews: Readonly<Record<RoomNews['type'], true>> = {
  ...{ timeline: true, members: true, event: true, chat: true, resync: true, media: true, settings: true },
  ...{ queue: true, ballot: true, guests: true, 'can-you-see': true, reaction: true },
}

export const isRoomNews = (message: ServerMessage): message is RoomNews => message.type in roomNews

export interface CreateRequest {
  readonly media: Media
  readonly name: string | null
  readonly policy: Partial<RoomPolicy>
  /** null = none. */
  readonly password: string | null
  readonly positionMs: number
}

export interface JoinRequest {
  readonly code: string
  /** null = none was given. */
  readonly password: string | null
  /** A signed invitation; null = none. */
  readonly invitation: string | null
}

type WithoutId<Message> = Message extends { requestId: string } ? Omit<Message, 'requestId'> : never

/** What a member asks of the room beside moving the film and chatting. */
export type RoomRequest = WithoutId<
  ClientMessageOf<
    'free-play' | 'vote' | 'react' | 'raise' | 'lower' | 'edit-queue' | 'play-entry' | 'open' | 'govern'
  >
>

/** What a member that comes back tells: the last revision it saw and whether its player still moves on it. */
export interface ResumePoint {
  readonly revision: number
  readonly playing: boolean
}
