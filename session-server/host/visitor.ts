import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { Person } from '../../protocol/person.ts'
import type { Result } from '../../protocol/result.ts'
import type { ClientMessageOf } from '../../protocol/session.ts'
import type { RoomInput } from '../room/input.ts'
import type { LesserRole } from '../room/room.ts'
import type { LiveRoom, Requester, SpokenOutlet } from './liveRoom.ts'
import type { Lobby } from './lobby.ts'
import { memberInput, type MemberMessage, type VisitorMessage } from './memberInput.ts'
import { hashPassword, tryPassword } from './passwords.ts'
import { identifier, resumeToken, tokenHash, type RandomBytes } from './secrets.ts'

export interface VisitorParts {
  readonly lobby: Lobby
  readonly random: RandomBytes
  readonly outlet: SpokenOutlet
  /** Who this is; `person.name` is what others see. */
  readonly person: Person
  /** The only room that this session is for; null or absent = any. */
  readonly onlyRoomId?: string | null
  /** Counts a try of a password of wherever this session comes from. Absent: rooms alone count. */
  readonly mayTryPassword?: () => boolean
  /** As what a signed invitation lets a person into a room. Absent: none is good here. */
  readonly readInvitation?: ReadInvitation
}

export type ReadInvitation = (
  invitation: string,
  room: LiveRoom,
  person: Person,
) => Promise<Result<LesserRole, CloseReason>>

/** Where a session is. Requests are known by their id, so that a repeated one is answered and not carried out again. */
type Place = { readonly kind: 'outside'; readonly leftBy: string | null } | Inside

interface Inside {
  readonly kind: 'inside'
  readonly room: LiveRoom
  readonly memberId: string
  readonly resumeToken: string
  readonly enteredBy: string
}

type Entry = ClientMessageOf<'create' | 'join' | 'resume'>
type Known = Pick<ClientMessageOf<'resume'>, 'revision' | 'playing'>
type Doors = Pick<Extract<RoomInput, { kind: 'join' }>, 'password' | 'invitedAs'>

const always = () => true

const isEntry = (message: VisitorMessage): message is Entry =>
  message.type === 'create' || message.type === 'join' || message.type === 'resume'

/** An introduced session: outside at first, then in one room at a time. */
export class Visitor {
  readonly #parts: VisitorParts
  #place: Place = { kind: 'outside', leftBy: null }
  /** What came while something before it takes time, in order; null = nothing does. */
  #held: VisitorMessage[] | null = null
  #isGone = false

  constructor(parts: VisitorParts) {
    this.#parts = parts
  }

  receive(message: VisitorMessage): void {
    if (this.#held !== null) this.#held.push(message)
    else this.#take(message)
  }

  /** The line is gone; a place in a room is kept for a while. */
  gone(): void {
    this.#isGone = true
    if (this.#place.kind === 'outside') return
    const { room, memberId } = this.#place
    room.post({ kind: 'disconnect', memberId }, this.#parts)
  }

  #take(message: VisitorMessage): void {
    const taking =
      this.#place.kind === 'inside' ? this.#beInside(message, this.#place) : this.#beOutside(message)
    if (taking !== undefined) void this.#holdWhile(taking)
  }

  /** Whatever comes meanwhile waits, so that it is taken in order. */
  async #holdWhile(taking: Promise<void>): Promise<void> {
    const held: VisitorMessage[] = []
    this.#held = held
    await taking.catch(() => this.#parts.outlet.end('malformed-frame'))
    this.#held = null
    if (this.#isGone) return
    for (const message of held) this.receive(message)
  }

  #beOutside(message: VisitorMessage): Promise<void> | undefined {
    if (isEntry(message)) return this.#comeIn(message)
    return 'requestId' in message ? this.#refuseOutside(message.requestId) : undefined
  }

  #refuseOutside(requestId: string): undefined {
    const isLeaving = this.#place.kind === 'outside' && this.#place.leftBy === requestId
    if (isLeaving) this.#parts.outlet.send(encode({ type: 'done', requestId }))
    else this.#refuse(requestId, 'not-in-a-room')
  }

  #beInside(message: VisitorMessage, inside: Inside): Promise<void> | undefined {
    if (isEntry(message)) return this.#enterAgain(message, inside)
    if (message.type !== 'leave') return this.#say(message, inside)
    const { requestId } = message
    this.#place = { kind: 'outside', leftBy: requestId }
    inside.room.post({ kind: 'leave', requestId, memberId: inside.memberId }, this.#parts)
    return undefined
  }

  /** The request that was granted is granted again; any other would be a second place. */
  #enterAgain({ requestId }: Entry, inside: Inside): undefined {
    if (requestId === inside.enteredBy) this.#resume(inside, { revision: 0, playing: false })
    else this.#refuse(requestId, 'already-in-a-room')
  }

  #say(message: MemberMessage, { room, memberId }: Inside): Promise<void> | undefined {
    const input = memberInput(memberId, message)
    if (!(input instanceof Promise)) {
      room.post(input, this.#parts)
      return undefined
    }
    return input.then((ready) => {
      if (ready.ok) room.post(ready.value, this.#parts)
      else if ('requestId' in message) this.#refuse(message.requestId, ready.problem)
    })
  }

  #comeIn(message: Entry): Promise<void> | undefined {
    if (!this.#mayEnter(message)) return this.#refuse(message.requestId, 'not-permitted')
    const { lobby } = this.#parts
    switch (message.type) {
      case 'create':
        return this.#create(message)
      case 'join': {
        const room = lobby.byCode(message.code)
        return room === null ? this.#refuse(message.requestId, 'no-such-room') : this.#knock(room, message)
      }
      case 'resume':
        return this.#comeBack(message)
    }
  }

  /** A session that is for one room opens no other. */
  #mayEnter(message: Entry): boolean {
    const { onlyRoomId = null, lobby } = this.#parts
    if (onlyRoomId === null) return true
    const room = message.type === 'join' ? lobby.byCode(message.code) : null
    return onlyRoomId === (message.type === 'resume' ? message.roomId : room?.id)
  }

  #create(message: ClientMessageOf<'create'>): Promise<void> | undefined {
    const { requestId, password } = message
    const open = (passwordHash: string | null): undefined => {
      const created = this.#parts.lobby.create({ ...message, passwordHash })
      return created.ok ? this.#join(created.value, requestId, {}) : this.#refuse(requestId, created.problem)
    }
    if (password === null) return open(null)
    return this.#whenReady(requestId, hashPassword(password), open)
  }

  /** A door that wants nothing is gone through at once. */
  #knock(room: LiveRoom, message: ClientMessageOf<'join'>): Promise<void> | undefined {
    const { requestId, password, invitation } = message
    if (password === null && invitation === null) return this.#join(room, requestId, {})
    return this.#showPapers(room, message).then((doors) => {
      if (!doors.ok) this.#refuse(requestId, doors.problem)
      else if (!this.#isGone) this.#join(room, requestId, doors.value)
    })
  }

  async #showPapers(
    room: LiveRoom,
    { password, invitation }: ClientMessageOf<'join'>,
  ): Promise<Result<Doors, CloseReason>> {
    const tried =
      password === null ? null : await tryPassword(room, password, this.#parts.mayTryPassword ?? always)
    if (tried?.ok === false) return tried
    const { readInvitation, person } = this.#parts
    const invited = invitation === null ? undefined : await readInvitation?.(invitation, room, person)
    if (invited?.ok === false) return invited
    return {
      ok: true,
      value: {
        ...(tried === null ? {} : { password: tried.value }),
        ...(invited === undefined ? {} : { invitedAs: invited.value }),
      },
    }
  }

  #comeBack(message: ClientMessageOf<'resume'>): undefined {
    const { requestId, resumeToken: token } = message
    const room = this.#parts.lobby.byId(message.roomId)
    if (room === null) return this.#refuse(requestId, 'no-such-room')
    const memberId = room.memberIdOf(tokenHash(token))
    if (memberId === null) return this.#refuse(requestId, 'resume-refused')
    return this.#resume({ kind: 'inside', room, memberId, resumeToken: token, enteredBy: requestId }, message)
  }

  #join(room: LiveRoom, requestId: string, doors: Doors): undefined {
    const { random, person } = this.#parts
    const memberId = identifier(random)
    const token = resumeToken(random)
    const input = {
      kind: 'join',
      requestId,
      memberId,
      person,
      tokenHash: tokenHash(token),
      ...doors,
    } as const
    room.post(
      input,
      this.#enter({ kind: 'inside', room, memberId, resumeToken: token, enteredBy: requestId }),
    )
  }

  #resume(inside: Inside, { revision, playing }: Known): undefined {
    const { room, memberId, enteredBy: requestId } = inside
    const personId = this.#parts.person.id
    const proof = { tokenHash: tokenHash(inside.resumeToken), personId }
    room.post({ kind: 'resume', requestId, memberId, ...proof, revision, playing }, this.#enter(inside))
  }

  /** Takes the place at once, so that what follows reaches the room in order, and gives it up when it is lost. */
  #enter(inside: Inside): Requester {
    this.#place = inside
    const lost = () => {
      if (this.#place === inside) this.#place = { kind: 'outside', leftBy: null }
    }
    const { resumeToken: token } = inside
    return { outlet: this.#parts.outlet, place: { resumeToken: token, refused: lost, lost } }
  }

  async #whenReady(
    requestId: string,
    working: Promise<Result<string, CloseReason>>,
    go: (value: string) => void,
  ): Promise<void> {
    const ready = await working
    if (!ready.ok) this.#refuse(requestId, ready.problem)
    else if (!this.#isGone) go(ready.value)
  }

  #refuse(requestId: string, reason: CloseReason): undefined {
    this.#parts.outlet.send(encode({ type: 'refused', requestId, reason, timeline: null, who: [] }))
  }
}
