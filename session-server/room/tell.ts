import type { RoomEvent } from '../../protocol/event.ts'
import { memberOf, type Member, type Room } from './room.ts'

/** Who did it, when; `memberId` null = the room itself, or somebody of that name who is not a member. */
export interface Occasion {
  readonly memberId: string | null
  readonly name?: string
  readonly nowMs: number
}

/** What more there is to tell. */
interface Circumstances extends Occasion {
  readonly amount?: number
  readonly detail?: string
  /** To whom it was done. */
  readonly target?: RoomEvent['target']
}

/** What happened, for the log and the toasts of everyone. The member must still be in `room`. */
export function tell(room: Room, what: RoomEvent['what'], occasion: Circumstances): RoomEvent {
  const { memberId, nowMs, amount = null, detail = null, target = null } = occasion
  const name = memberId === null ? undefined : memberOf(room, memberId)?.person.name
  return { atMs: nowMs, memberId, name: name ?? occasion.name ?? null, what, amount, target, detail }
}

/** Somebody to whom something is done. */
export const targeted = ({ id, person }: Member): RoomEvent['target'] => ({ memberId: id, name: person.name })
