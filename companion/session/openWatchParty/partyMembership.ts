import type { Action } from '../../../protocol/action.ts'
import type { Media } from '../../../protocol/media.ts'
import { unknownPresence, type PresenceReport } from '../../../protocol/member.ts'
import type { ListedRoom, ServerFrame, ServerFrameOf } from '../../../protocol/openWatchParty/serverFrames.ts'
import { mediaIdOf } from '../../../protocol/openWatchParty/words.ts'
import { permissionFor } from '../../../protocol/permissions.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { CreateRequest, Joined, JoinRequest, RoomMessage, RoomRequest } from '../roomSession.ts'
import { problemOf } from '../sessionProblems.ts'
import { findParty } from './findParty.ts'
import { openHostDesk, type HostDesk } from './hostDesk.ts'
import { createPartyExpectations, type Reading, type Silence } from './partyExpectations.ts'
import type { PartyLine } from './partyLine.ts'
import { notAnItem, notPossibleHere, nothingPlays, refusedBy } from './partyProblems.ts'
import { enterParty, hearFrame, membersMessage, roomViewOf, type PartyRoom } from './partyRoom.ts'
import { inSeconds } from './partyTimeline.ts'
import { createPartyVoice, type PartyVoice } from './partyVoice.ts'

export interface PartyMembershipParts {
  readonly clock: Clock
  describe(itemId: string): Promise<Result<Media, Problem>>
  line(): PartyLine | null
  serverNowMs(): number
  tell(message: RoomMessage): void
}

/** Servers of the first two generations do not answer to a room that they do not have. */
const noSuchRoom: Silence = { afterMs: 3000, problem: problemOf('no-such-room') }

/** Our place in a room of an OpenWatchParty server, as host or as guest, over one line after the other. */
export class PartyMembership {
  readonly #parts: PartyMembershipParts
  readonly #expected
  readonly #voice: PartyVoice
  #me = ''
  #myName = ''
  #rooms: readonly ListedRoom[] = []
  #features: ReadonlySet<string> = new Set()
  #presence: PresenceReport = unknownPresence
  #room: PartyRoom | null = null
  /** Until the film is known nothing is told about the room. */
  #isTold = false
  #desk: HostDesk | null = null
  #revision = 0

  constructor(parts: PartyMembershipParts) {
    this.#parts = parts
    this.#expected = createPartyExpectations(parts.clock)
    this.#voice = createPartyVoice({
      clock: parts.clock,
      hasStatuses: () => this.#features.has('participant_status'),
      send: (type, payload, room) => parts.line()?.send(type, payload, room),
    })
  }

  /** A line is up: this is who we are on it. */
  come(clientId: string, name: string): void {
    this.#me = clientId
    this.#myName = name
  }

  isAbout({ room }: ServerFrame): boolean {
    return this.#room !== null && (room === undefined || room === this.#room.id)
  }

  /** The role of the host goes with the line, unless the server knows how to hand it on. */
  endsWithLine(): boolean {
    return (
      this.#room?.hostId === this.#room?.me && this.#room !== null && !this.#features.has('host_transfer')
    )
  }

  /** The line is gone: nobody answers any more. The room is remembered for `comeBack`. */
  lost(problem: Problem): void {
    this.#expected.failAll(problem)
    this.#desk?.stop()
    this.#desk = null
    this.#voice.stop()
  }

  leave(): void {
    if (this.#room !== null) this.#parts.line()?.send('leave_room', {}, this.#room.id)
    this.#room = null
  }

  create({ media, password, positionMs }: CreateRequest): Promise<Result<Joined, Problem>> {
    // A room that anybody enters is not what was asked for.
    if (password !== null) return Promise.resolve(failure(notPossibleHere))
    const mediaId = mediaIdOf(media.itemId)
    if (mediaId === null) return Promise.resolve(failure(notAnItem))
    const payload = { start_pos: inSeconds(positionMs), media_id: mediaId, user_name: this.#myName }
    const entered = this.#expected.of(entering(null))
    this.#parts.line()?.send('create_room', payload)
    return this.#enter(entered, () => Promise.resolve(success(media)))
  }

  async join({ code, invitation }: JoinRequest): Promise<Result<Joined, Problem>> {
    const found = findParty(code, this.#rooms)
    if (!found.ok) return found
    const entered = this.#expected.of(entering(found.value), noSuchRoom)
    const ticket = invitation === null ? {} : { invite_ticket: invitation }
    this.#parts.line()?.send('join_room', { user_name: this.#myName, ...ticket }, found.value)
    return this.#enter(entered, this.#parts.describe)
  }

  /** Into the same room, over a new line and as somebody new to the server. */
  async comeBack(): Promise<Result<void, Problem>> {
    const room = this.#room
    if (room === null) return success(undefined)
    const entered = this.#expected.of(entering(room.id), noSuchRoom)
    this.#parts.line()?.send('join_room', { user_name: this.#myName }, room.id)
    const joined = await this.#enter(entered, () => Promise.resolve(success(room.media)))
    return joined.ok ? success(undefined) : joined
  }

  async act(action: Action): Promise<Result<void, Problem>> {
    const room = this.#room
    if (room === null) return failure(problemOf('not-in-a-room'))
    const isHost = room.me === room.hostId
    switch (action.kind) {
      case 'rate':
      case 'next':
        return failure(notPossibleHere)
      case 'resync':
        this.#parts.tell({ type: 'resync', revision: room.timeline.revision })
        return success(undefined)
      case 'play':
      case 'pause':
      case 'seek':
        if (isHost) return success(this.#desk?.act(action))
        return this.#actAsGuest(room, action)
    }
  }

  say(text: string): Promise<Result<void, Problem>> {
    const room = this.#room
    if (room === null) return Promise.resolve(failure(problemOf('not-in-a-room')))
    const said = this.#expected.of(saying(room.me))
    this.#parts.line()?.send('chat_message', { text }, room.id)
    return said
  }

  /** Ending the room is all of it that rooms there know. */
  async ask(request: RoomRequest): Promise<Result<void, Problem>> {
    const room = this.#room
    const isEnd = request.type === 'govern' && request.deed.kind === 'end'
    if (room === null || !isEnd) return failure(room === null ? problemOf('not-in-a-room') : notPossibleHere)
    if (room.me !== room.hostId) return failure(problemOf('not-permitted'))
    this.#parts.line()?.send(this.#features.size > 0 ? 'close_room' : 'leave_room', {}, room.id)
    return success(undefined)
  }

  presence(presence: PresenceReport): void {
    this.#presence = presence
    const room = this.#room
    if (room === null || !this.#isTold) return
    this.#change({ ...room, presence })
    this.#desk?.heard(presence)
    this.#parts.tell(membersMessage(room, { ...room, presence }))
  }

  hear(frame: ServerFrame): void {
    if (frame.type === 'room_list') this.#rooms = frame.payload
    if (frame.type === 'auth_success') this.#features = new Set(frame.payload?.features ?? this.#features)
    if (frame.type === 'room_state') this.#arrive(frame)
    const room = this.#room
    if (room !== null && frame.type !== 'room_state') {
      const heard = hearFrame(room, frame, this.#parts.serverNowMs())
      this.#change(heard.room)
      if (this.#isTold) for (const message of heard.messages) this.#parts.tell(message)
      if (heard.room.hostId !== room.hostId) this.#takeDesk()
    }
    this.#expected.hear(frame)
  }

  #change(room: PartyRoom): void {
    this.#room = room
    this.#revision = room.timeline.revision
    if (this.#isTold) this.#voice.changed(room)
  }

  /** The room as it is at this moment; what it plays is found out next, and until then nothing of it is told. */
  #arrive(frame: ServerFrameOf<'room_state'>): void {
    this.#isTold = false
    this.#voice.renewed()
    const media = this.#room?.media ?? unnamed(mediaIdOf(frame.payload.media_id) ?? 'none')
    const arrival = { me: this.#me, myName: this.#myName, presence: this.#presence }
    this.#change(enterParty(frame, { ...arrival, media, revision: this.#revision }))
  }

  async #enter(
    entered: Promise<Result<string | null, Problem>>,
    describe: (itemId: string) => Promise<Result<Media, Problem>>,
  ): Promise<Result<Joined, Problem>> {
    const state = await entered
    if (!state.ok) return state
    const media = state.value === null ? failure(nothingPlays) : await describe(state.value)
    if (!media.ok) {
      this.leave()
      return media
    }
    if (this.#room === null) return failure(problemOf('no-such-room'))
    this.#isTold = true
    this.#change({ ...this.#room, media: media.value })
    this.#takeDesk()
    const joined = joinedOf(this.#room)
    this.#parts.tell(joined)
    return success(joined)
  }

  /** Takes or gives up what only the host does. */
  #takeDesk(): void {
    const room = this.#room
    const isHost = room !== null && room.me === room.hostId
    if (isHost === (this.#desk !== null)) return
    this.#desk?.stop()
    this.#desk = isHost ? this.#openDesk(room) : null
  }

  #openDesk({ id, me, timeline }: PartyRoom): HostDesk {
    const { clock, line, serverNowMs, tell } = this.#parts
    return openHostDesk({
      clock,
      memberId: me,
      timeline: () => this.#room?.timeline ?? timeline,
      nowMs: serverNowMs,
      send: (type, payload) => line()?.send(type, payload, id),
      moved: (next, phase) => {
        if (this.#room !== null) this.#change({ ...this.#room, timeline: next })
        tell({ type: 'timeline', timeline: next, phase })
      },
    })
  }

  #actAsGuest(room: PartyRoom, action: Action): Result<void, Problem> {
    const { policy } = roomViewOf(room)
    const isPermitted = permissionFor(action.kind, 'viewer', policy) === 'yes'
    if (!isPermitted || action.kind === 'seek') return failure(problemOf('not-permitted'))
    const playState = action.kind === 'play' ? 'playing' : 'paused'
    const position = inSeconds(room.timeline.positionMs)
    const payload = { action: action.kind, position, play_state: playState }
    this.#parts.line()?.send('player_event', payload, room.id)
    return success(undefined)
  }
}

const unnamed = (itemId: string): Media => ({
  serverId: 'unknown',
  itemId,
  title: 'A film',
  runtimeMs: null,
  providerIds: {},
})

/** There is nothing to resume with: whoever comes back comes as somebody new. */
const noToken = 'not-resumable-here'

const joinedOf = (room: PartyRoom): Joined => ({
  type: 'joined',
  requestId: 'entry',
  memberId: room.me,
  resumeToken: noToken,
  room: roomViewOf(room),
})

/** The id of what the room plays once we are in it, null when it plays nothing yet. */
const entering =
  (roomId: string | null): Reading<string | null> =>
  (frame) => {
    if (frame.type === 'error') return failure(entryRefused(frame))
    const isIt = frame.type === 'room_state' && (roomId === null || frame.room === roomId)
    return isIt ? success(mediaIdOf(frame.payload.media_id)) : null
  }

function entryRefused({ payload }: ServerFrameOf<'error'>): Problem {
  switch (payload.code ?? payload.message) {
    case 'ROOM_NOT_FOUND':
      return problemOf('no-such-room')
    case 'ROOM_FULL':
    case 'Room is full':
      return problemOf('room-full')
    default:
      return refusedBy(payload.message)
  }
}

const saying =
  (me: string): Reading<void> =>
  (frame) => {
    if (frame.type === 'chat_message' && frame.client === me) return success(undefined)
    return frame.type === 'error' ? failure(refusedBy(frame.payload.message)) : null
  }
