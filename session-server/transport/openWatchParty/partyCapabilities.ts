import { permitsPause } from '../../room/leading.ts'
import type { Room } from '../../room/room.ts'
import type { PartySeats } from './partySeats.ts'

/** Whether everyone may play and pause follows the host and the policy; whom it concerns is told when it changes. */
export function tellCapabilities(room: Room, seats: PartySeats): void {
  for (const seat of seats.all.values()) {
    if (!seat.isIn || !seat.guest.features.has('shared_playback_control')) continue
    const mayShare = permitsPause(room, seat.memberId)
    if (mayShare === seat.mayShare) continue
    seat.mayShare = mayShare
    seats.tellOne(seat, 'room_capabilities', { features: mayShare ? ['shared_playback_control'] : [] })
  }
}
