import type { PlayerEvent } from '../adapters/player.ts'
import {
  afterPlayerEvent,
  afterStatus,
  found,
  passed,
  type Finding,
  type Health,
} from './health/conditions.ts'
import type { RoomMessage } from './session/roomSession.ts'
import { mirrorRoom } from './room/roomMirror.ts'
import {
  initialCompanionState,
  reactionsKept,
  type CompanionState,
  type FollowStatus,
  type MediaStatus,
  type PlayerStatus,
  type Reaction,
  type SessionStatus,
} from '../protocol/companionState.ts'
import { chatLinesKept, type ChatLine } from '../protocol/chat.ts'
import type { MadeLink } from '../protocol/invitationLink.ts'
import { formatJoinLink } from '../protocol/joinLink.ts'
import type { ConditionKind } from '../protocol/health.ts'
import type { PersonalState } from '../protocol/personal.ts'
import type { Problem } from '../protocol/problem.ts'
import type { RoomEvent } from '../protocol/event.ts'
import type { ServerMessageOf } from '../protocol/session.ts'
import type { ClockModel } from '../sync/clockOffset.ts'

/** Everything that can change what a face shows. */
export type CompanionEvent =
  | { readonly kind: 'session'; readonly status: SessionStatus }
  | { readonly kind: 'clock'; readonly model: ClockModel | null }
  | { readonly kind: 'room'; readonly message: RoomMessage; readonly server: string }
  /** The session clock started anew: what happened before is told in the new one from now on. */
  | { readonly kind: 'clock-restarted'; readonly aheadMs: number }
  | { readonly kind: 'media'; readonly status: MediaStatus | null }
  | { readonly kind: 'player'; readonly status: PlayerStatus }
  | { readonly kind: 'follow'; readonly status: FollowStatus }
  | { readonly kind: 'offset'; readonly offsetMs: number }
  /** What happened in the player, as far as it tells how that is. */
  | { readonly kind: 'player-event'; readonly event: PlayerEvent }
  | { readonly kind: 'found'; readonly finding: Finding }
  | { readonly kind: 'passed'; readonly what: ConditionKind }
  | { readonly kind: 'personal'; readonly change: Partial<PersonalState> }
  | { readonly kind: 'problem'; readonly problem: Problem | null }
  /** Whether this viewer watches on their own for a while. */
  | { readonly kind: 'free-play'; readonly isFree: boolean }
  | { readonly kind: 'made-link'; readonly link: MadeLink }
  | { readonly kind: 'left' }

const rememberedEvents = 200

/** `nowMs` is the time of day. */
export function reduceCompanion(state: CompanionState, event: CompanionEvent, nowMs: number): CompanionState {
  switch (event.kind) {
    case 'session':
      return { ...state, session: event.status, problem: sessionProblem(event.status) ?? state.problem }
    case 'clock':
      return { ...state, clock: event.model === null ? null : clockStatus(event.model) }
    case 'clock-restarted':
      return {
        ...state,
        events: state.events.map((it) => ({ ...it, atMs: it.atMs + event.aheadMs })),
        reactions: [],
      }
    case 'room':
      return withMessage(state, event.message, event.server)
    case 'media':
      return { ...state, media: event.status }
    case 'player':
      return {
        ...state,
        player: event.status,
        health: afterStatus(state.health, event.status, nowMs),
        problem: playerProblem(event.status) ?? state.problem,
      }
    case 'player-event':
      return withHealth(heard(state, event.event), afterPlayerEvent(state.health, event.event, nowMs))
    case 'found':
      return withHealth(state, found(state.health, event.finding, nowMs))
    case 'passed':
      return withHealth(state, passed(state.health, event.what))
    case 'follow':
      return { ...state, follow: event.status }
    case 'offset':
      return { ...state, offsetMs: event.offsetMs }
    case 'personal':
      return { ...state, personal: { ...state.personal, ...event.change } }
    case 'problem':
      return { ...state, problem: event.problem }
    case 'free-play':
      return { ...state, isFree: event.isFree }
    case 'made-link':
      return { ...state, madeLink: event.link }
    case 'left':
      return left(state)
  }
}

/** What the player tells of itself that is no matter of health. */
function heard(state: CompanionState, event: PlayerEvent): CompanionState {
  if (event.kind !== 'volume') return state
  const volume = { percent: event.percent, muted: event.muted }
  return { ...state, personal: { ...state.personal, volume } }
}

const withHealth = (state: CompanionState, health: Health): CompanionState =>
  health === state.health ? state : { ...state, health }

/** Nothing of a room outlives it but what the viewer likes, and the problem that may have ended it. */
const left = ({ offsetMs, personal, problem }: CompanionState): CompanionState => ({
  ...initialCompanionState,
  offsetMs,
  personal: { ...initialCompanionState.personal, quality: personal.quality },
  problem,
})

function withMessage(state: CompanionState, message: RoomMessage, server: string): CompanionState {
  const room = mirrorRoom(state.room, message)
  if (message.type === 'event') return { ...state, events: appended(state.events, message.event) }
  if (message.type === 'chat') return { ...state, chat: withLines(state.chat, message.lines) }
  if (message.type === 'reaction') return { ...state, reactions: withReaction(state.reactions, message) }
  if (message.type !== 'joined') return { ...state, room }
  const joinLink = formatJoinLink({ server, code: message.room.code, invitation: null })
  // What the room remembers of its chat follows.
  return { ...state, room, joinLink, memberId: message.memberId, chat: [] }
}

const appended = (events: readonly RoomEvent[], event: RoomEvent): RoomEvent[] =>
  [...events, event].slice(-rememberedEvents)

const withLines = (chat: readonly ChatLine[], lines: readonly ChatLine[]): ChatLine[] =>
  [...chat, ...lines].slice(-chatLinesKept)

function withReaction(
  reactions: readonly Reaction[],
  { memberId, name, reaction, atMs }: ServerMessageOf<'reaction'>,
): Reaction[] {
  return [...reactions, { memberId, name, reaction, atMs }].slice(-reactionsKept)
}

const clockStatus = (model: ClockModel) => ({
  offsetMs: model.offsetMs,
  boundMs: model.boundMs,
  rttMs: model.rttMs,
  skewPpm: model.skew * 1e6,
})

const sessionProblem = (status: SessionStatus): Problem | null =>
  status.kind === 'ended' ? status.problem : null

const playerProblem = (status: PlayerStatus): Problem | null =>
  status.kind === 'gone' ? status.problem : null
