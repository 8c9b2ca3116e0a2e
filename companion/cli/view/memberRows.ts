import type { CompanionState } from '../../../protocol/companionState.ts'
import type { MemberView } from '../../../protocol/member.ts'
import type { RoomView } from '../../../protocol/room.ts'
import { displayWidth, padTo } from './displayWidth.ts'
import { delayInWords, driftInWords } from '../../words/figuresInWords.ts'
import { piece, type PaintedLine, type Tone } from './paintedLine.ts'

/** "In step" in the claims that are made of Lockstep (README, the table of figures). */
const inStepMs = 10
/** About where a sound that comes twice, from two rooms in one call, is heard as an echo (precedence effect). */
const audibleMs = 40

const roleWidth = 11

/** The table of members, a heading first. */
export function memberRows(state: CompanionState, room: RoomView): readonly PaintedLine[] {
  const rows = room.members.map((member) => ({ member, name: nameOf(member, state) }))
  const nameWidth = Math.min(24, Math.max(4, ...rows.map(({ name }) => displayWidth(name)))) + 2
  const heading = [
    'Role'.padEnd(roleWidth),
    'Player'.padEnd(14),
    'State'.padEnd(14),
    ...['Drift', 'Line', 'Clock'].map(right),
  ]
  return [
    [piece(`${padTo('Name', nameWidth)}${heading.join('')}`, 'faint')],
    ...rows.map(({ member, name }) => row({ member, name: padTo(name, nameWidth), state, room })),
  ]
}

interface Row {
  readonly member: MemberView
  readonly name: string
  readonly state: CompanionState
  readonly room: RoomView
}

function row({ member, name, state, room }: Row): PaintedLine {
  const { presence } = member
  const isSelf = member.id === state.memberId
  const driftMs = isSelf ? state.follow.driftMs : presence.driftMs
  const [words, tone] = condition(member, room, driftMs)
  return [
    piece(name, isSelf ? 'strong' : 'plain'),
    piece(padTo(member.role, roleWidth), member.role === 'host' ? 'accent' : 'plain'),
    piece(padTo(presence.player ?? '-', 13).concat(' ')),
    piece(padTo(words, 14), tone),
    piece(right(driftInWords(driftMs)), driftTone(driftMs)),
    piece(right(delayInWords(presence.rttMs))),
    piece(right(presence.offsetBoundMs === null ? '-' : `±${delayInWords(presence.offsetBoundMs)}`)),
  ]
}

const right = (text: string) => text.padStart(9)

const nameOf = (member: MemberView, state: CompanionState) =>
  [
    member.name,
    ...(member.id === state.memberId ? ['(you)'] : []),
    ...(member.isMuted ? ['(muted)'] : []),
  ].join(' ')

/** What a member does, in two words, and how good that is. */
function condition(
  { id, connection, presence, isFree, hand }: MemberView,
  room: RoomView,
  driftMs: number | null,
): [string, Tone] {
  if (connection.kind === 'away') return ['away', 'fair']
  if (hand !== null) return [hand.wants === 'pause' ? 'asks to pause' : 'hand up', 'accent']
  if (isFree) return ['own time', 'plain']
  if (presence.buffering) return ['buffering', 'fair']
  if (presence.player === null) return ['no player', 'fair']
  if (room.phase.kind === 'waiting') {
    return room.phase.waitingFor.includes(id) ? ['getting ready', 'fair'] : ['ready', 'good']
  }
  if (!room.timeline.playing) return ['paused', 'plain']
  if (driftMs === null) return ['starting', 'fair']
  return Math.abs(driftMs) < audibleMs ? ['in step', 'good'] : ['catching up', 'fair']
}

function driftTone(driftMs: number | null): Tone {
  if (driftMs === null) return 'faint'
  const size = Math.abs(driftMs)
  return size < inStepMs ? 'good' : size < audibleMs ? 'fair' : 'bad'
}
