import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { Person } from '../../protocol/person.ts'
import {
  protocolVersion,
  type ClientMessage,
  type ClientMessageOf,
  type ServerMessageOf,
} from '../../protocol/session.ts'
import type { Outlet } from '../host/liveRoom.ts'
import type { Visitor } from '../host/visitor.ts'

/** What a session needs to introduce itself. */
export interface Reception {
  readonly clockId: string
  readonly serverVersion: string
  /** Who somebody is that only says a name. */
  readonly recognise: (name: string) => Person
  readonly admit: (outlet: Outlet, person: Person) => Visitor
}

/** What is said before and after the hello; clock pings are answered elsewhere, at the socket. */
export interface Introduction {
  receive(message: Exclude<ClientMessage, ClientMessageOf<'ping'>>): CloseReason | null
  gone(): void
}

/** A session that has to say hello before anything else is listened to. */
export function awaitIntroduction(reception: Reception, outlet: Outlet): Introduction {
  let visitor: Visitor | null = null
  const welcome = () =>
    encode({
      type: 'welcome',
      protocol: protocolVersion,
      server: { name: 'Lockstep', version: reception.serverVersion },
      clockId: reception.clockId,
    })
  return {
    receive: (message) => {
      if (message.type === 'hello') {
        if (message.protocol !== protocolVersion) return 'protocol-mismatch'
        visitor ??= reception.admit(outlet, reception.recognise(message.name))
        outlet.send(welcome())
        return null
      }
      if (visitor !== null) visitor.receive(message)
      else if ('requestId' in message) outlet.send(encode(notIntroduced(message.requestId)))
      return null
    },
    gone: () => visitor?.gone(),
  }
}

const notIntroduced = (requestId: string): ServerMessageOf<'refused'> => ({
  type: 'refused',
  requestId,
  reason: 'not-introduced',
  timeline: null,
  who: [],
})
