import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { Person } from '../../protocol/person.ts'
import type { ClientMessage, ClientMessageOf } from '../../protocol/session.ts'
import type { LiveRoom, SpokenOutlet } from './liveRoom.ts'
import type { Lobby } from './lobby.ts'
import { identifier, resumeToken, tokenHash, type RandomBytes } from './secrets.ts'
import { visibleChat, visiblePresence } from './visibleText.ts'

/** What a session may say once it is introduced; pings never come this far. */
export type VisitorMessage = Exclude<ClientMessage, ClientMessageOf<'hello' | 'ping' | 'renew' | 'sign-out'>>

export interface VisitorParts {
  readonly lobby: Lobby
  readonly random: RandomBytes
  readonly outlet: SpokenOutlet
  /** Who this is; `person.name` is what others see. */
  readonly person: Person
}

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

/** An introduced session: outside at first, then in one room at a time. */
export class Visitor {
  readonly #parts: VisitorParts
  #place: Place = { kind: 'outside', leftBy: null }

  constructor(parts: VisitorParts) {
    this.#parts = parts
  }

  receive(message: VisitorMessage): void {
    if (this.#place.kind === 'inside') this.#receiveInside(message, this.#place)
    else this.#receiveOutside(message, this.#place.leftBy)
  }

  /** The line is gone; a place in a room is kept for a while. */
  gone(): void {
    if (this.#place.kind === 'outside') return
    const { room, memberId } = this.#place
    room.post({ kind: 'disconnect', memberId }, this.#parts)
  }

  #receiveOutside(message: VisitorMessage, leftBy: string | null): void {
    switch (message.type) {
      case 'create':
      case 'join':
      case 'resume':
        return this.#comeIn(message)
      case 'leave':
        if (message.requestId !== leftBy) return this.#refuse(message.requestId, 'not-in-a-room')
        return this.#parts.outlet.send(encode({ type: 'done', requestId: message.requestId }))
      case 'presence':
      case 'sight':
        return
      case 'act':
      case 'say':
      case 'free-play':
      case 'vote':
      case 'react':
      case 'raise':
      case 'lower':
      case 'edit-queue':
      case 'play-entry':
      case 'open':
      case 'govern':
        return this.#refuse(message.requestId, 'not-in-a-room')
    }
  }

  #receiveInside(message: VisitorMessage, inside: Inside): void {
    const { room, memberId } = inside
    switch (message.type) {
      case 'create':
      case 'join':
      case 'resume':
        if (message.requestId !== inside.enteredBy)
          return this.#refuse(message.requestId, 'already-in-a-room')
        return this.#resume(inside, { revision: 0, playing: false })
      case 'leave':
        this.#place = { kind: 'outside', leftBy: message.requestId }
        return room.post({ kind: 'leave', requestId: message.requestId, memberId }, this.#parts)
      case 'act': {
        const { requestId, revision, action } = message
        return room.post({ kind: 'act', requestId, memberId, revision, action }, this.#parts)
      }
      case 'say': {
        const { requestId, text } = message
        return room.post({ kind: 'say', requestId, memberId, text: visibleChat(text) }, this.#parts)
      }
      case 'presence':
        return room.post(
          { kind: 'presence', memberId, presence: visiblePresence(message.presence) },
          this.#parts,
        )
      case 'sight':
        return
      case 'free-play':
      case 'vote':
      case 'react':
      case 'raise':
      case 'lower':
      case 'edit-queue':
      case 'play-entry':
      case 'open':
      case 'govern':
        return this.#refuse(message.requestId, 'not-permitted')
    }
  }

  #comeIn(message: Entry): void {
    const { lobby } = this.#parts
    const { requestId } = message
    switch (message.type) {
      case 'create': {
        const created = lobby.create(message)
        return created.ok ? this.#join(created.value, requestId) : this.#refuse(requestId, created.problem)
      }
      case 'join': {
        const room = lobby.byCode(message.code)
        return room === null ? this.#refuse(requestId, 'no-such-room') : this.#join(room, requestId)
      }
      case 'resume': {
        const room = lobby.byId(message.roomId)
        if (room === null) return this.#refuse(requestId, 'no-such-room')
        const memberId = room.memberIdOf(tokenHash(message.resumeToken))
        if (memberId === null) return this.#refuse(requestId, 'resume-refused')
        const { resumeToken: token } = message
        return this.#resume(
          { kind: 'inside', room, memberId, resumeToken: token, enteredBy: requestId },
          message,
        )
      }
    }
  }

  #join(room: LiveRoom, requestId: string): void {
    const { random, person } = this.#parts
    const { name } = person
    const memberId = identifier(random)
    const token = resumeToken(random)
    const input = { kind: 'join', requestId, memberId, name, tokenHash: tokenHash(token) } as const
    room.post(input, this.#take({ kind: 'inside', room, memberId, resumeToken: token, enteredBy: requestId }))
  }

  #resume(inside: Inside, { revision, playing }: Known): void {
    const { room, memberId, enteredBy: requestId } = inside
    const proof = tokenHash(inside.resumeToken)
    room.post(
      { kind: 'resume', requestId, memberId, tokenHash: proof, revision, playing },
      this.#take(inside),
    )
  }

  /** Takes the place at once, so that what follows reaches the room in order, and gives it back if it is refused. */
  #take(inside: Inside) {
    this.#place = inside
    const refused = () => {
      if (this.#place === inside) this.#place = { kind: 'outside', leftBy: null }
    }
    return { outlet: this.#parts.outlet, place: { resumeToken: inside.resumeToken, refused } }
  }

  #refuse(requestId: string, reason: CloseReason): void {
    this.#parts.outlet.send(encode({ type: 'refused', requestId, reason, timeline: null, who: [] }))
  }
}
