import type { RoomEvent } from '../../protocol/event.ts'
import { memberOf, type Room } from './room.ts'

/** Who did it, when; `memberId` null = the room itself. */
interface Occasion {
  readonly memberId: string | null
  readonly nowMs: number
  readonly amount?: number
}

/** What happened, for the log and the toasts of everyone. The member must still be in `room`. */
export function tell(room: Room, what: RoomEvent['what'], { memberId, nowMs, amount }: Occasion): RoomEvent {
  const name = memberId === null ? null : (memberOf(room, memberId)?.name ?? null)
  return { atMs: nowMs, memberId, name, what, amount: amount ?? null, target: null, detail: null }
}
