import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { ClientMessage, ClientMessageOf } from '../../protocol/session.ts'
import type { LiveRoom, Outlet } from './liveRoom.ts'
import type { Lobby } from './lobby.ts'
import { identifier, resumeToken, tokenHash, type RandomBytes } from './secrets.ts'

/** What a session may say once it is introduced; pings never come this far. */
export type VisitorMessage = Exclude<ClientMessage, ClientMessageOf<'hello' | 'ping'>>

/** An introduced session: outside at first, then in one room at a time. */
export interface Visitor {
  receive(message: VisitorMessage): void
  /** The line is gone; a place in a room is kept for a while. */
  gone(): void
}

export interface VisitorParts {
  readonly lobby: Lobby
  readonly random: RandomBytes
  readonly outlet: Outlet
  readonly name: string
}

type Place =
  | { readonly kind: 'outside'; readonly leftBy: string | null }
  | {
      readonly kind: 'inside'
      readonly room: LiveRoom
      readonly memberId: string
      readonly resumeToken: string
      readonly enteredBy: string
    }
type Inside = Extract<Place, { kind: 'inside' }>
type Entry = ClientMessageOf<'create' | 'join' | 'resume'>

const outside: Place = { kind: 'outside', leftBy: null }

export function createVisitor({ lobby, random, outlet, name }: VisitorParts): Visitor {
  let place: Place = outside
  const refuse = (requestId: string, reason: CloseReason) =>
    outlet.send(encode({ type: 'refused', requestId, reason, timeline: null }))

  const enter = (inside: Inside, known: Pick<ClientMessageOf<'resume'>, 'revision' | 'playing'> | null) => {
    place = inside
    const refused = () => {
      if (place === inside) place = outside
    }
    const { room, memberId, enteredBy: requestId } = inside
    const who = { requestId, memberId, tokenHash: tokenHash(inside.resumeToken) }
    const from = { outlet, place: { resumeToken: inside.resumeToken, refused } }
    room.post(known === null ? { kind: 'join', ...who, name } : { kind: 'resume', ...who, ...known }, from)
  }
  const newcomer = (room: LiveRoom, requestId: string): Inside => ({
    kind: 'inside',
    room,
    memberId: identifier(random),
    resumeToken: resumeToken(random),
    enteredBy: requestId,
  })
  const comeIn = (message: Entry) => {
    const { requestId } = message
    switch (message.type) {
      case 'create': {
        const created = lobby.create(message)
        return created.ok
          ? enter(newcomer(created.value, requestId), null)
          : refuse(requestId, created.problem)
      }
      case 'join': {
        const room = lobby.byCode(message.code)
        return room === null ? refuse(requestId, 'no-such-room') : enter(newcomer(room, requestId), null)
      }
      case 'resume': {
        const room = lobby.byId(message.roomId)
        const memberId = room?.memberIdOf(tokenHash(message.resumeToken)) ?? null
        if (room === null) return refuse(requestId, 'no-such-room')
        if (memberId === null) return refuse(requestId, 'resume-refused')
        const { resumeToken: token, ...known } = message
        return enter({ kind: 'inside', room, memberId, resumeToken: token, enteredBy: requestId }, known)
      }
    }
  }
  const receiveOutside = (message: VisitorMessage, leftBy: string | null) => {
    switch (message.type) {
      case 'create':
      case 'join':
      case 'resume':
        return comeIn(message)
      case 'leave':
        if (message.requestId !== leftBy) return refuse(message.requestId, 'not-in-a-room')
        return outlet.send(encode({ type: 'done', requestId: message.requestId }))
      case 'act':
        return refuse(message.requestId, 'not-in-a-room')
      case 'presence':
        return
    }
  }
  const receiveInside = (message: VisitorMessage, inside: Inside) => {
    const { room, memberId } = inside
    switch (message.type) {
      case 'create':
      case 'join':
      case 'resume':
        if (message.requestId !== inside.enteredBy) return refuse(message.requestId, 'already-in-a-room')
        return enter(inside, { revision: 0, playing: false })
      case 'leave':
        place = { kind: 'outside', leftBy: message.requestId }
        return room.post({ kind: 'leave', requestId: message.requestId, memberId }, { outlet })
      case 'act': {
        const { requestId, revision, action } = message
        return room.post({ kind: 'act', requestId, memberId, revision, action }, { outlet })
      }
      case 'presence':
        return room.post({ kind: 'presence', memberId, presence: message.presence }, { outlet })
    }
  }
  return {
    receive: (message) =>
      place.kind === 'outside' ? receiveOutside(message, place.leftBy) : receiveInside(message, place),
    gone: () => {
      if (place.kind === 'inside')
        place.room.post({ kind: 'disconnect', memberId: place.memberId }, { outlet })
    },
  }
}
