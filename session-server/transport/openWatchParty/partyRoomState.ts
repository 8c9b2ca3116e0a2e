import type { ServerPayloads } from '../../../protocol/openWatchParty/serverFrames.ts'
import { mediaIdOf, type ParticipantStatus } from '../../../protocol/openWatchParty/words.ts'
import { presentMembers, type Member, type Room } from '../../room/room.ts'
import type { PartyClock } from './partyClock.ts'
import { toldPlace } from './partyCommands.ts'
import { statusOf, type PartySeat } from './partySeat.ts'

/** The whole room as somebody hears of it who comes in. */
export function stateOf(room: Room, clock: PartyClock): ServerPayloads['room_state'] {
  const nowMs = clock.nowMs()
  const { position, play_state, atMs } = toldPlace(room.timeline, nowMs)
  const isAhead = room.timeline.playing && room.timeline.atMs > nowMs
  return {
    name: room.name,
    host_id: room.hostId,
    participant_count: presentMembers(room).length,
    media_id: mediaIdOf(room.media.itemId),
    state: { position, play_state },
    state_server_ts: Math.round(clock.toWireMs(atMs)),
    target_server_ts: isAhead ? Math.round(clock.toWireMs(room.timeline.atMs)) : null,
  }
}

export const participantsOf = (room: Room): ServerPayloads['participant_list'] => ({
  participants: presentMembers(room).map(({ id, person }) => ({
    name: person.name,
    is_host: id === room.hostId,
  })),
})

/** What everyone's player does: what web clients say of theirs, and what companions report. */
export function statusesOf(
  room: Room,
  seats: ReadonlyMap<string, PartySeat>,
): readonly (ParticipantStatus | null)[] {
  const status = ({ id, presence }: Member) => {
    const seat = seats.get(id)
    return seat === undefined ? statusOf(presence, room.timeline.playing) : seat.status
  }
  return presentMembers(room).map(status)
}
