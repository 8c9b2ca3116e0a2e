import type { CompanionState } from '../../../protocol/companionState.ts'
import type { RoomView } from '../../../protocol/room.ts'
import { ballotSentence, queueLine } from '../../words/roomInWords.ts'
import { piece, type PaintedLine } from './paintedLine.ts'

/** The queue takes at most this of the screen, its heading not counted. */
const mostEntries = 3

/** What comes next, and what is voted on; nothing when nothing does and is. `nowMs`: session clock. */
export function comingLines(
  { memberId }: CompanionState,
  room: RoomView,
  nowMs: number | null,
): readonly PaintedLine[] {
  return [...ballotLines(room, memberId, nowMs), ...queueLines(room)]
}

function ballotLines(
  { ballot }: RoomView,
  memberId: string | null,
  nowMs: number | null,
): readonly PaintedLine[] {
  if (ballot === null) return []
  const own = memberId ?? ''
  const voted = ballot.inFavour.includes(own) ? 'for it' : ballot.against.includes(own) ? 'against it' : null
  const how = voted === null ? '/yes or /no' : `you are ${voted}`
  return [
    [],
    [piece('Vote  ', 'faint'), piece(ballotSentence(ballot, nowMs), 'accent'), piece(` - ${how}`, 'faint')],
  ]
}

function queueLines({ queue }: RoomView): readonly PaintedLine[] {
  if (queue.length === 0) return []
  const more = queue.length - mostEntries
  return [
    [],
    [piece('Next', 'faint'), ...(more > 0 ? [piece(`  ${more} more: /queue shows all`, 'faint')] : [])],
    ...queue.slice(0, mostEntries).map((entry, index) => [piece(`  ${queueLine(entry, index + 1)}`)]),
  ]
}
