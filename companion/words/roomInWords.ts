import type { Proposal } from '../../protocol/action.ts'
import type { Ballot } from '../../protocol/ballot.ts'
import type { QueueEntry } from '../../protocol/queue.ts'
import type { RoomSettings } from '../../protocol/room.ts'
import { positionInWords, runtimeInWords } from './figuresInWords.ts'
import { policyFields } from './policyFields.ts'

/** What a vote is about: `jump to 12:03`. */
function proposalInWords(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'seek':
      return `jump to ${positionInWords(proposal.positionMs)}`
    case 'rate':
      return `play at ${proposal.rate} times the speed`
    case 'next':
      return 'go on to the next film'
  }
}

/** A vote under way in one sentence, without how to take part in it. `nowMs`: session clock, null = not known. */
export function ballotSentence(ballot: Ballot, nowMs: number | null): string {
  const { proposal, name, inFavour, against, needed, expiresAtMs } = ballot
  const leftMs = nowMs === null ? null : Math.max(0, expiresAtMs - nowMs)
  const left = leftMs === null ? '' : `, ${Math.ceil(leftMs / 1000)} s left`
  return `${name}: ${proposalInWords(proposal)} - ${inFavour.length} of ${needed} for it, ${against.length} against${left}`
}

/** One film of the queue: `2  Night of the Metronome, 1 h 36 min (Ada)`. */
export function queueLine({ media, addedBy }: QueueEntry, place: number): string {
  const runtime = media.runtimeMs === null ? '' : `, ${runtimeInWords(media.runtimeMs)}`
  return `${place}  ${media.title}${runtime} (${addedBy})`
}

/** What is special about the room, in a few words; null when nothing is. `nowMs`: session clock, null = not known. */
export function settingsInWords(settings: RoomSettings, nowMs: number | null): string | null {
  const { policy, isLocked, hasPassword, expiresAtMs } = settings
  const leftMs = expiresAtMs === null || nowMs === null ? null : Math.max(0, expiresAtMs - nowMs)
  const parts = [
    ...(policy.control === 'everyone' ? [] : [controlWords[policy.control]]),
    ...(isLocked ? ['locked'] : []),
    ...(hasPassword ? ['password'] : []),
    ...(policy.visibility === 'unlisted' ? [] : [policy.visibility]),
    ...(leftMs === null ? [] : [`ends in ${runtimeInWords(leftMs)}`]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

const controlWords = {
  host: 'the host controls',
  controllers: 'controllers control',
  vote: 'everyone votes',
} as const

/** Every rule of the room with its value, one a line. */
export const policyLines = ({ policy }: Pick<RoomSettings, 'policy'>): readonly string[] =>
  policyFields.map(({ name, about, show }) => `${name} ${show(policy)}: ${about}`)
