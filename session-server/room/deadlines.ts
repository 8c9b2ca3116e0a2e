import { promoteAtMs, removeAtMs } from './leaving.ts'
import { endsAtMs } from './moves.ts'
import { isPresent, type Room } from './room.ts'
import { stallsAtMs } from './stalls.ts'

/** When the room next has something to do by itself (session clock); null when nothing is due. */
export function nextWakeMs(room: Room): number | null {
  if (room.life.kind === 'ended') return null
  const due = [
    ...room.members.map((member) => removeAtMs(room, member)),
    ...room.members.map((member) => stallsAtMs(room, member)),
    promoteAtMs(room),
    emptyUntilMs(room),
    endsAtMs(room),
    phaseUntilMs(room),
    room.expiresAtMs,
    room.ballot?.expiresAtMs ?? null,
    room.question?.deadlineMs ?? null,
  ]
  const earliest = due.reduce<number>((soonest, atMs) => Math.min(soonest, atMs ?? Infinity), Infinity)
  return earliest === Infinity ? null : earliest
}

const emptyUntilMs = ({ life, limits }: Room): number | null =>
  life.kind === 'empty' ? life.sinceMs + limits.keepEmptyMs : null

/** A wait goes on without an end while nobody is present whom it could serve. */
function phaseUntilMs({ phase, members }: Room): number | null {
  switch (phase.kind) {
    case 'steady':
      return null
    case 'waiting':
      return members.some(isPresent) ? phase.deadlineMs : null
    case 'restarting':
      return phase.deadlineMs
  }
}
