import type {
  CompanionState,
  MediaStatus,
  PlayerStatus,
  SessionStatus,
} from '../../../protocol/companionState.ts'
import { explain, type Problem } from '../../../protocol/problem.ts'
import type { RoomPhase } from '../../../protocol/room.ts'
import { delayInWords } from '../../words/figuresInWords.ts'

/** The line to the session server, when there is something to say about it; else null. */
export function sessionSentence(session: SessionStatus): string | null {
  switch (session.kind) {
    case 'idle':
    case 'online':
      return null
    case 'connecting':
      return `Connecting to ${session.server} ...`
    case 'interrupted':
      return `${explain(session.problem)} (attempt ${session.attempt}, next try in ${delayInWords(session.retryInMs)})`
    case 'ended':
      return explain(session.problem)
  }
}

/** The player, when it is not simply there; else null. `wayBack` = how to have it again, where there are keys. */
export function playerSentence(player: PlayerStatus, wayBack: string | null): string | null {
  switch (player.kind) {
    case 'none':
    case 'ready':
      return null
    case 'starting':
      return 'The player is starting ...'
    case 'loading':
      return `${player.name} is loading the film ...`
    case 'gone':
      return wayBack === null ? explain(player.problem) : `${player.problem.sentence} ${wayBack}`
  }
}

/** Whether the conditions tell of a lost player already, and better. */
export const isTold = (health: CompanionState['health'], player: PlayerStatus): boolean =>
  player.kind === 'gone' && isCondition(health, player.problem)

export const isCondition = (health: CompanionState['health'], problem: Problem | null): boolean =>
  health.some((condition) => condition.problem.code === problem?.code)

/** Whom the room waits for, and why; null when it does not wait. */
export function waitingSentence(phase: RoomPhase, nameOf: (memberId: string) => string): string | null {
  if (phase.kind === 'steady') return null
  const names = phase.waitingFor.map(nameOf)
  const whom = names.length === 0 ? 'everyone' : names.join(', ')
  const then = phase.thenPlay ? ', then it plays' : ''
  return `Waiting for ${whom} ${reasons[phase.why]}${then}`
}

const reasons: Readonly<Record<Extract<RoomPhase, { kind: 'waiting' }>['why'], string>> = {
  start: 'to be ready',
  seek: 'to get there',
  media: 'to open the film',
  stall: 'to have data',
  restart: 'to come back',
}

/** How this member's own film arrives, for the line under the bar; null while none does. */
export function deliverySentence({ media }: CompanionState): string | null {
  if (media?.kind !== 'open') return null
  const { delivery } = media
  return delivery.kind === 'direct'
    ? 'original file'
    : `converted by the server (${delivery.reasons.join(', ') || 'no reason given'})`
}

/** What there is to say about this member's own copy of the film, when it is not simply there; else null. */
export function filmSentence(media: MediaStatus | null): string | null {
  switch (media?.kind) {
    case undefined:
      return null
    case 'looking':
      return `Looking for "${media.title}" in your library ...`
    case 'missing':
      return `"${media.title}": ${explain(media.problem)}`
    case 'open':
      return media.warning === null ? null : explain(media.warning)
  }
}
