import {
  readClientFrame,
  type ClientFrame,
  type ClientFrameOf,
} from '../../../protocol/openWatchParty/clientFrames.ts'
import { writeServerFrame, type ServerPayloads } from '../../../protocol/openWatchParty/serverFrames.ts'
import {
  chatLimit,
  errorTexts,
  mediaIdOf,
  type ErrorCode,
  type Feature,
} from '../../../protocol/openWatchParty/words.ts'
import type { CloseReason } from '../../../protocol/closeReasons.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import { visibleChat } from '../../host/visibleText.ts'
import type { LesserRole } from '../../room/room.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import type { PartyDesk } from './partyDesk.ts'
import type { PartyHouse } from './partyHouse.ts'
import { receiveParty, type PartyIntroduction } from './partyIntroduction.ts'
import { refusalOf } from './partyRefusals.ts'
import type { PartyGuest } from './partySeat.ts'

/** The socket of a web client. */
export interface PartySocketEnd {
  send(frame: string): void
  /** Closes with a code of the WebSocket standard: 1008 for who broke a rule. */
  close(code: number, reason: string): void
  oneWayMs(): number | null
  readonly address: string
}

interface Place {
  readonly desk: PartyDesk
  readonly roomId: string
  readonly memberId: string
}

type Sent = keyof ServerPayloads

const policyViolation = 1008

/** One web client: what it says is checked and handed to the room that it is in. */
export class PartyClient implements PartyGuest {
  readonly clientId: string
  readonly #hall: PartyHouse
  readonly #socket: PartySocketEnd
  readonly #who: PartyIntroduction
  #place: Place | null = null
  #working: Promise<void> = Promise.resolve()
  #unsubscribe: Cancel = () => undefined
  #isBusy = false
  #isGone = false

  constructor(clientId: string, hall: PartyHouse, socket: PartySocketEnd) {
    this.clientId = clientId
    this.#hall = hall
    this.#socket = socket
    this.#who = receiveParty(hall, () => this.end('AUTHENTICATION_EXPIRED'))
    this.#say('client_hello', { client_id: clientId })
    if (hall.isOpen()) this.#listRooms()
  }

  get features(): ReadonlySet<Feature> {
    return this.#who.features
  }

  send(frame: string): void {
    this.#socket.send(frame)
  }

  oneWayMs(): number | null {
    return this.#socket.oneWayMs()
  }

  out(): void {
    this.#place = null
    this.#listRooms()
  }

  /** Whether it has shown who it is, where that is wanted. */
  isKnown(): boolean {
    return this.#who.isKnown()
  }

  /** Null = not text. What is said while it is found out who speaks waits for that. */
  receive(text: string | null): void {
    if (text === null) return this.#fail('UNSUPPORTED_MESSAGE_FORMAT')
    const frame = readClientFrame(text)
    if (!frame.ok) return this.#fail(frame.problem)
    if (frame.value.type === 'ping') return this.#pong(frame.value)
    if (frame.value.type === 'auth') return this.#later(frame.value, (auth) => this.#identify(auth))
    if (this.#isBusy) return this.#later(frame.value, async (other) => this.#take(other))
    this.#take(frame.value)
  }

  gone(): void {
    this.#isGone = true
    this.#who.stop()
    this.#unsubscribe()
    this.#place?.desk.drop(this.#place.memberId)
    this.#place = null
  }

  /** It says more than it may. */
  flood(): void {
    if (this.#who.hasDeclared) this.end('RATE_LIMITED')
    else this.#fail('RATE_LIMITED')
  }

  /** Why the session is ended by the server. */
  end(code: ErrorCode): void {
    this.#fail(code)
    this.#socket.close(policyViolation, errorTexts[code])
  }

  #later<Frame>(frame: Frame, take: (frame: Frame) => Promise<void>): void {
    this.#isBusy = true
    const work = this.#working.then(async () => {
      if (!this.#isGone) await take(frame)
      if (this.#working === work) this.#isBusy = false
    })
    this.#working = work
  }

  #take(frame: Exclude<ClientFrame, ClientFrameOf<'ping' | 'auth'>>): void {
    switch (frame.type) {
      case 'list_rooms':
        return this.isKnown() ? this.#hall.list.tell(this) : this.#fail('AUTHENTICATION_REQUIRED')
      case 'create_room':
        return this.#create(frame)
      case 'join_room':
        return this.#join(frame)
      case 'ready':
        return this.#place?.desk.ready(this.#place.memberId)
      case 'leave_room':
        this.#leave()
        return this.#listRooms()
      case 'close_room':
        return this.#closeRoom()
      case 'player_event':
        return this.#command(frame)
      case 'state_update':
        return this.#inRoom(frame)?.desk.hostReport(this.#place?.memberId ?? '', frame)
      case 'chat_message':
        return this.#chat(frame)
      case 'participant_status':
        if (frame.payload) this.#place?.desk.status(this.#place.memberId, frame.payload.status)
        return
      case 'client_log':
      case 'quality_update':
        return
    }
  }

  async #identify({ payload }: ClientFrameOf<'auth'>): Promise<void> {
    const introduced = await this.#who.hear(payload, this.#socket.address)
    if (this.#isGone) return
    switch (introduced.kind) {
      case 'silent':
        return
      case 'other-version':
        return this.end('PROTOCOL_VERSION_UNSUPPORTED')
      case 'refused':
        return this.#fail(introduced.code, introduced.message)
      case 'known':
        this.#say('auth_success', introduced.payload)
        if (introduced.isNew) this.#listRooms()
    }
  }

  /** In a room nobody looks at the others; they are told anew on leaving it. */
  #listRooms(): void {
    if (this.#isGone || !this.isKnown()) return
    this.#unsubscribe()
    this.#unsubscribe = this.#hall.list.subscribe(this)
    this.#hall.list.tell(this)
  }

  #create({ payload }: ClientFrameOf<'create_room'>): void {
    if (!this.isKnown()) return this.#fail('AUTHENTICATION_REQUIRED')
    this.#who.called(payload?.user_name)
    this.#leave()
    const created = this.#hall.create({
      name: `${this.#who.name}'s room`,
      itemId: mediaIdOf(payload?.media_id),
      positionMs: (payload?.start_pos ?? 0) * 1000,
      isShared: this.#who.features.has('shared_playback_control'),
    })
    if (!created.ok) return this.#refuse(created.problem)
    this.#enter(created.value, () => this.#hall.list.tell(this))
  }

  #join({ room: roomId, payload }: ClientFrameOf<'join_room'>): void {
    if (!this.isKnown()) return this.#fail('AUTHENTICATION_REQUIRED')
    if (roomId === undefined) return this.#fail('ROOM_ID_REQUIRED')
    this.#who.called(payload?.user_name)
    if (this.#place?.roomId === roomId) return this.#place.desk.repeat(this.#place.memberId)
    const room = this.#hall.room(roomId)
    if (room === null) return this.#fail('ROOM_NOT_FOUND', errorTexts.ROOM_NOT_FOUND, roomId)
    const ticket = payload?.invite_ticket
    if (ticket !== undefined) return this.#later(ticket, () => this.#joinByTicket(room, ticket))
    this.#leave()
    this.#enter(room)
  }

  async #joinByTicket(room: LiveRoom, ticket: string): Promise<void> {
    const personId = this.#who.personAs(this.clientId).id
    const invited = await this.#hall.readTicket({ ticket, room, personId })
    if (this.#isGone) return
    if (!invited.ok) return this.#refuse(invited.problem, room.id)
    this.#leave()
    this.#enter(room, undefined, invited.value)
  }

  #enter(room: LiveRoom, entered: () => void = () => undefined, invitedAs?: LesserRole): void {
    const desk = this.#hall.deskOf(room)
    const memberId = this.clientId
    this.#place = { desk, roomId: room.id, memberId }
    this.#unsubscribe()
    const person = this.#who.personAs(memberId)
    desk.enter({
      ...{ guest: this, memberId, person, entered, ...(invitedAs === undefined ? {} : { invitedAs }) },
      refused: (reason) => {
        this.#place = null
        this.#refuse(reason, room.id)
        this.#listRooms()
      },
    })
  }

  #leave(): void {
    const place = this.#place
    this.#place = null
    place?.desk.leave(place.memberId)
  }

  #closeRoom(): void {
    const place = this.#place
    if (place === null) return
    if (!place.desk.isHost(place.memberId)) return this.#fail('HOST_PERMISSION_REQUIRED')
    place.desk.closeRoom('Host closed the room')
  }

  #command(frame: ClientFrameOf<'player_event'>): void {
    const place = this.#inRoom(frame)
    const objection = place?.desk.command(place.memberId, frame) ?? null
    // Before the third generation nobody heard why, and clients show every error as a message.
    if (objection !== null && this.#who.hasDeclared) this.#fail(objection)
  }

  #chat(frame: ClientFrameOf<'chat_message'>): void {
    const place = this.#inRoom(frame)
    if (place === null) return
    const { text } = frame.payload
    if (text.trim() === '') return this.#fail('CHAT_MESSAGE_EMPTY')
    if ([...text].length > chatLimit) return this.#fail('CHAT_MESSAGE_TOO_LONG')
    place.desk.say(place.memberId, visibleChat(text))
  }

  /** The place that a frame speaks of; a frame of a room that was left is no mistake worth a message. */
  #inRoom({ room }: { readonly room?: string | undefined }): Place | null {
    const isHere = this.#place !== null && (room === undefined || room === this.#place.roomId)
    if (!isHere && this.#who.hasDeclared) this.#fail('NOT_ROOM_MEMBER')
    return isHere ? this.#place : null
  }

  #pong({ payload, room }: ClientFrameOf<'ping'>): void {
    const clientTs = payload?.client_ts
    if (clientTs === undefined) return
    const nowMs = this.#hall.clock.wireNowMs()
    this.send(writeServerFrame('pong', { client_ts: clientTs }, { room, nowMs }))
  }

  #refuse(reason: CloseReason, roomId?: string): void {
    const { code, message } = refusalOf(reason)
    this.#fail(code, message, roomId)
  }

  #fail(code: ErrorCode, message: string = errorTexts[code], room?: string): void {
    this.#say('error', { code, message }, room)
  }

  #say<Type extends Sent>(type: Type, payload: ServerPayloads[Type], room?: string): void {
    const nowMs = this.#hall.clock.wireNowMs()
    this.send(writeServerFrame(type, payload, { room, client: this.clientId, nowMs }))
  }
}
