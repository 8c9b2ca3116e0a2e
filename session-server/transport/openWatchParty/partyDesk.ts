import type { ClientFrameOf } from '../../../protocol/openWatchParty/clientFrames.ts'
import type { ErrorCode, ParticipantStatus } from '../../../protocol/openWatchParty/words.ts'
import type { CloseReason } from '../../../protocol/closeReasons.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { LiveRoom, Outlet, RoomStep } from '../../host/liveRoom.ts'
import { resumeToken, tokenHash, type RandomBytes } from '../../host/secrets.ts'
import { leaderOf, memberOf, presentMembers, type Room } from '../../room/room.ts'
import { permitsPause } from '../../room/leading.ts'
import { actionOf, closingOf, commandEvent, toldPlace } from './partyCommands.ts'
import { createPartyLeader, type PartyLeader } from './partyLeader.ts'
import { partyTimes } from './partyLimits.ts'
import { createPartyPace, type PartyPace } from './partyPace.ts'
import { presenceOf, traitsOf, type PartyEntry, type PartySeat } from './partySeat.ts'
import { tellCapabilities } from './partyCapabilities.ts'
import { participantsOf, stateOf, statusesOf } from './partyRoomState.ts'
import { createPartySeats, type PartySeats } from './partySeats.ts'
import type { PartyClock } from './partyClock.ts'
import { createHostReturn, type HostReturn } from './partyReturn.ts'

export interface PartyDeskParts {
  readonly room: LiveRoom
  readonly clock: PartyClock
  readonly random: RandomBytes
  /** Nobody is left at the desk. */
  readonly deserted: () => void
}

/** All web clients in one room: what happens in it is put into their words once, whoever hears it. */
export class PartyDesk {
  readonly #room: LiveRoom
  readonly #parts: PartyDeskParts
  readonly #seats: PartySeats
  readonly #pace: PartyPace
  readonly #return: HostReturn
  readonly #stopWatching: Cancel
  #leader: { readonly memberId: string; readonly of: PartyLeader } | null = null
  #statuses = ''

  constructor(parts: PartyDeskParts) {
    this.#parts = parts
    this.#room = parts.room
    this.#seats = createPartySeats(parts.room.id, parts.clock)
    this.#return = createHostReturn({ ...parts, givenUp: () => this.#closeIfDeserted() })
    this.#stopWatching = parts.room.watch((step) => this.#follow(step))
    this.#pace = createPartyPace(parts.clock, {
      report: () => this.#report(null),
      statuses: () => this.#tellStatuses(this.#room.state()),
      readyAnyway: () => this.#takeForReady(),
    })
  }

  enter({ guest, memberId, person, entered, refused, invitedAs }: PartyEntry): void {
    const seat = { guest, memberId, entered, isIn: false, isReady: false, status: null, mayShare: false }
    this.#seats.add(seat)
    const token = resumeToken(this.#parts.random)
    const outlet: Outlet = { send: null, end: () => guest.out() }
    const give = (reason: CloseReason) => {
      this.#vacate(memberId)
      refused(reason)
    }
    const bearing = { traits: traitsOf(guest.features), ...(invitedAs === undefined ? {} : { invitedAs }) }
    this.#room.post(
      { kind: 'join', requestId: memberId, memberId, person, tokenHash: tokenHash(token), ...bearing },
      { outlet, place: { resumeToken: token, refused: give } },
    )
  }

  /** Its line broke. */
  drop(memberId: string): void {
    const seat = this.#seats.all.get(memberId)
    if (seat !== undefined && this.#return.keep(seat)) this.#vacate(memberId)
    else this.leave(memberId)
  }

  leave(memberId: string): void {
    if (this.#vacate(memberId)) this.#room.post({ kind: 'leave', requestId: memberId, memberId }, null)
  }

  /** Joining a room that one is in already: told anew, and not ready until it says so. */
  repeat(memberId: string): void {
    const seat = this.#seats.all.get(memberId)
    if (seat === undefined) return
    seat.isReady = false
    this.#present(seat)
    this.#tellState(seat, this.#room.state())
  }

  isHost(memberId: string): boolean {
    return this.#room.state().hostId === memberId
  }

  /** For everyone: web clients have nothing else to end a room with. */
  closeRoom(reason: string): void {
    this.#close(reason)
  }

  ready(memberId: string): void {
    const seat = this.#seats.all.get(memberId)
    if (seat === undefined || seat.isReady) return
    seat.isReady = true
    this.#present(seat)
  }

  status(memberId: string, status: ParticipantStatus): void {
    const seat = this.#seats.all.get(memberId)
    if (seat === undefined || seat.status === status) return
    seat.status = status
    this.#present(seat)
    this.#pace.statusesChanged()
  }

  /** What a web client did in its player; the answer is why that does not count. */
  command(memberId: string, frame: ClientFrameOf<'player_event'>): ErrorCode | null {
    const room = this.#room.state()
    const { action, position } = frame.payload
    if (action === 'seek' && position === undefined) return 'INVALID_PLAYBACK_PAYLOAD'
    const nowMs = this.#parts.clock.nowMs()
    if (leaderOf(room)?.id === memberId) {
      const move = this.#leaderOf(memberId).command(frame, room, nowMs)
      this.#room.post({ kind: 'lead', memberId, move }, null)
      return null
    }
    if (action !== 'play' && action !== 'pause') return 'HOST_PERMISSION_REQUIRED'
    if (!permitsPause(room, memberId)) return 'HOST_PERMISSION_REQUIRED'
    const { revision } = room.timeline
    const asked = action === 'play' ? { kind: 'play' as const } : { kind: 'pause' as const, positionMs: null }
    const requestId = `${action}-${nowMs}`
    this.#room.post({ kind: 'act', requestId, memberId, revision, action: asked }, null)
    return null
  }

  /** Where the player of a host is. Others are not asked. */
  hostReport(memberId: string, frame: ClientFrameOf<'state_update'>): void {
    const room = this.#room.state()
    if (leaderOf(room)?.id !== memberId) return
    const nowMs = this.#parts.clock.nowMs()
    const move = this.#leaderOf(memberId).report(frame, room, nowMs)
    if (move !== null) this.#room.post({ kind: 'lead', memberId, move }, null)
    else this.#report(memberId)
  }

  say(memberId: string, text: string): void {
    const requestId = `say-${this.#parts.clock.nowMs()}`
    this.#room.post({ kind: 'say', requestId, memberId, text }, null)
  }

  #leaderOf(memberId: string): PartyLeader {
    if (this.#leader?.memberId !== memberId) this.#leader = { memberId, of: createPartyLeader() }
    return this.#leader.of
  }

  #present(seat: PartySeat): void {
    if (!seat.isIn) return
    this.#room.post({ kind: 'presence', memberId: seat.memberId, presence: presenceOf(seat) }, null)
  }

  /** Takes web clients that were waited for in vain for ready, for as long as they stay. */
  #takeForReady(): void {
    for (const seat of this.#seats.all.values()) this.ready(seat.memberId)
  }

  #vacate(memberId: string): boolean {
    const wasThere = this.#seats.remove(memberId)
    this.#closeIfDeserted()
    return wasThere
  }

  #closeIfDeserted(): void {
    if (this.#seats.all.size > 0 || this.#return.isAwaited()) return
    this.#pace.stop()
    this.#stopWatching()
    this.#parts.deserted()
  }

  #follow(step: RoomStep): void {
    const { before, room } = step
    const closing = closingOf(step)
    if (closing !== null) return this.#close(closing)
    const admitted = this.#admit(step)
    if (before.members !== room.members || before.hostId !== room.hostId) this.#followMembers(step, admitted)
    if (before.timeline !== room.timeline) this.#followTimeline(step)
    for (const line of room.chat.filter(({ number }) => number > (before.chat.at(-1)?.number ?? 0))) {
      const { memberId, name: username, text } = line
      this.#seats.tell('chat_message', { username, text }, { client: memberId })
    }
    admitted?.entered()
    this.#pace.follow(
      room,
      [...this.#seats.all.values()].some((seat) => !seat.isReady && isAwaited(room, seat)),
    )
  }

  #admit({ room, effects }: RoomStep): PartySeat | null {
    const admission = effects.find((effect) => effect.kind === 'admit')
    const seat = admission === undefined ? undefined : this.#seats.all.get(admission.memberId)
    if (seat === undefined) return null
    seat.isIn = true
    this.#tellState(seat, room)
    this.#return.welcome(seat)
    return seat
  }

  #followMembers({ before, room }: RoomStep, admitted: PartySeat | null): void {
    const there = new Set(presentMembers(room).map(({ id }) => id))
    const wasThere = new Set(presentMembers(before).map(({ id }) => id))
    const left = [...wasThere].filter((id) => !there.has(id))
    const came = [...there].filter((id) => !wasThere.has(id))
    const count = { participant_count: there.size }
    this.#showOut(room, left)
    if (came.length > 0) this.#seats.tell('participants_update', count, { not: admitted })
    for (const id of left) this.#seats.tell('client_left', count, { client: id })
    const isHandedOn = before.hostId !== room.hostId && before.hostId !== ''
    const host = memberOf(room, room.hostId)
    if (isHandedOn && host !== undefined) {
      this.#seats.tell('host_changed', { host_id: host.id, host_name: host.person.name })
    }
    if (left.length + came.length > 0 || isHandedOn) this.#tellParticipants(room)
    else if (statusesOf(room, this.#seats.all).join() !== this.#statuses) this.#pace.statusesChanged()
    if (admitted !== null) this.#present(admitted)
    tellCapabilities(room, this.#seats)
  }

  /** Whom the room no longer has without their own doing. */
  #showOut(room: Room, left: readonly string[]): void {
    for (const id of left) {
      const seat = this.#seats.all.get(id)
      if (seat === undefined || memberOf(room, id) !== undefined) continue
      this.#seats.tellOne(seat, 'room_closed', { reason: 'You were taken out of the room' })
      this.#vacate(id)
      seat.guest.out()
    }
  }

  #followTimeline({ before, room, effects, atMs: takenMs }: RoomStep): void {
    const event = commandEvent(effects)
    const leader = leaderOf(room)
    const isByLeader = leader !== null && event?.memberId === leader.id
    if (leader !== null && event !== null && !isByLeader) {
      this.#leaderOf(leader.id).overruled(room.timeline.atMs + partyTimes.cooldownMs)
    }
    const action = actionOf(before.timeline, room.timeline, event)
    if (action === null) return this.#report(leader?.id ?? null)
    const { position, play_state, atMs } = toldPlace(room.timeline, takenMs)
    const target_server_ts = Math.round(this.#parts.clock.toWireMs(room.timeline.atMs))
    const payload = { action, position, play_state, target_server_ts }
    const not = isByLeader ? (this.#seats.all.get(leader.id) ?? null) : null
    const client = event?.memberId ?? room.hostId
    this.#seats.tell('player_event', payload, { client, not, validAtMs: atMs })
  }

  /** Where the room is, for all who follow it; not while a command takes effect, and not too often. */
  #report(fromMemberId: string | null): void {
    const room = this.#room.state()
    const { timeline } = room
    const nowMs = this.#parts.clock.nowMs()
    if (!timeline.playing || nowMs < timeline.atMs + partyTimes.cooldownMs) return
    if (!this.#pace.mayReport(nowMs)) return
    const { position, play_state } = toldPlace(timeline, nowMs)
    const not = this.#seats.all.get(fromMemberId ?? leaderOf(room)?.id ?? '') ?? null
    this.#seats.tell('state_update', { position, play_state }, { client: room.hostId, not })
    this.#pace.reported(nowMs, room)
  }

  #tellState(seat: PartySeat, room: Room): void {
    this.#seats.tellOne(seat, 'room_state', stateOf(room, this.#parts.clock))
  }

  #tellParticipants(room: Room): void {
    this.#seats.tell('participant_list', participantsOf(room))
    this.#tellStatuses(room)
  }

  #tellStatuses(room: Room): void {
    const statuses = statusesOf(room, this.#seats.all)
    this.#statuses = statuses.join()
    this.#seats.tell('participant_statuses', { statuses })
  }

  #close(reason: string): void {
    const seats = [...this.#seats.all.values()]
    this.#seats.tell('room_closed', { reason })
    for (const { memberId, guest } of seats) {
      this.leave(memberId)
      guest.out()
    }
  }
}

const isAwaited = ({ phase }: Room, { memberId }: PartySeat): boolean =>
  phase.kind === 'waiting' && phase.waitingFor.includes(memberId)
