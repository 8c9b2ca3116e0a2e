import type { RoomEvent } from '../../protocol/event.ts'
import { memberOf, type Member, type Room } from './room.ts'

/** Who did it, when; `memberId` null = the room itself. */
interface Occasion {
  readonly memberId: string | null
  readonly nowMs: number
  readonly amount?: number
  readonly detail?: string
  /** To whom it was done. */
  readonly target?: RoomEvent['target']
  /** Who did it, where they are not a member. */
  readonly name?: string
}

/** What happened, for the log and the toasts of everyone. The member must still be in `room`. */
export function tell(room: Room, what: RoomEvent['what'], occasion: Occasion): RoomEvent {
  const { memberId, nowMs, amount = null, detail = null, target = null } = occasion
  const name = memberId === null ? undefined : memberOf(room, memberId)?.person.name
  return { atMs: nowMs, memberId, name: name ?? occasion.name ?? null, what, amount, target, detail }
}

/** Somebody to whom something is done. */
export const targeted = ({ id, person }: Member): RoomEvent['target'] => ({ memberId: id, name: person.name })
