import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { Identity } from '../../protocol/identity.ts'
import type { InboxEntry } from '../../protocol/inbox.ts'
import {
  protocolVersion,
  type ClientMessage,
  type ClientMessageOf,
  type ServerMessage,
} from '../../protocol/session.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Attendance } from '../host/attendance.ts'
import type { SpokenOutlet } from '../host/liveRoom.ts'
import type { RoomList } from '../host/roomList.ts'
import type { Visitor } from '../host/visitor.ts'
import type { Claim, Gatekeeper, Standing } from '../identity/gatekeeper.ts'

/** What a session needs to introduce itself. */
export interface Reception {
  readonly clock: Clock & { readonly id: string }
  readonly serverVersion: string
  readonly gatekeeper: Gatekeeper
  readonly attendance: Attendance
  /** What a person is invited to. */
  readonly inboxOf: (personId: string) => readonly InboxEntry[]
  readonly roomList: RoomList
  readonly admit: (outlet: SpokenOutlet, standing: Standing, address: string) => Visitor
}

/** What is said before and after the hello; clock pings are answered elsewhere, at the socket. */
export interface Introduction {
  receive(message: Said): CloseReason | null
  gone(): void
}

type Said = Exclude<ClientMessage, ClientMessageOf<'ping'>>
type Renew = ClientMessageOf<'renew'>

/** Who speaks. `asking`: what is said until the answer is there waits for it. */
type Speaker =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'asking'; readonly waiting: Said[] }
  | { readonly kind: 'known'; readonly visitor: Visitor; standing: Standing; readonly leave: Cancel }
  | { readonly kind: 'gone' }

/** What may be said while it is found out who speaks; a companion says a request or two. */
const mostWaiting = 16

/** A session that has to say hello before anything else is listened to, and that ends when its proof does. */
export function awaitIntroduction(reception: Reception, outlet: SpokenOutlet, address: string): Introduction {
  return new ReceivedIntroduction(reception, outlet, address)
}

class ReceivedIntroduction implements Introduction {
  readonly #reception: Reception
  readonly #outlet: SpokenOutlet
  readonly #address: string
  #speaker: Speaker = { kind: 'stranger' }
  #cancelEnd: Cancel = () => undefined
  #unwatch: Cancel = () => undefined
  #name = ''

  constructor(reception: Reception, outlet: SpokenOutlet, address: string) {
    this.#reception = reception
    this.#outlet = outlet
    this.#address = address
  }

  receive(message: Said): CloseReason | null {
    if (message.type === 'hello' && message.protocol !== protocolVersion) return 'protocol-mismatch'
    switch (this.#speaker.kind) {
      case 'stranger':
        if (message.type === 'hello') void this.#ask(message)
        else this.#refuseEarly(message)
        return null
      case 'asking':
        if (this.#speaker.waiting.length < mostWaiting) this.#speaker.waiting.push(message)
        else this.#refuseEarly(message)
        return null
      case 'known':
        this.#hear(message, this.#speaker)
        return null
      case 'gone':
        return null
    }
  }

  gone(): void {
    const former = this.#speaker
    this.#speaker = { kind: 'gone' }
    this.#cancelEnd()
    this.#unwatch()
    if (former.kind !== 'known') return
    former.leave()
    former.visitor.gone()
  }

  async #ask(hello: ClientMessageOf<'hello'>): Promise<void> {
    const waiting: Said[] = []
    this.#name = hello.name
    this.#speaker = { kind: 'asking', waiting }
    const standing = await this.#reception.gatekeeper.identify(this.#claim(hello.identity ?? null))
    if (this.#isGone()) return
    if (!standing.ok) return this.#outlet.end(standing.problem)
    this.#welcome(standing.value)
    for (const message of waiting) this.receive(message)
  }

  #welcome(standing: Standing): void {
    const { attendance, admit } = this.#reception
    const { sessionId, person } = standing
    const leave = attendance.enter({ personId: person.id, sessionId, outlet: this.#outlet })
    const visitor = admit(this.#outlet, standing, this.#address)
    this.#speaker = { kind: 'known', visitor, standing, leave }
    this.#endInTime(standing)
    this.#sayWelcome(standing)
    const invitations = [...this.#reception.inboxOf(person.id)]
    if (invitations.length > 0) this.#say({ type: 'inbox', invitations })
  }

  #hear(message: Said, speaker: Extract<Speaker, { kind: 'known' }>): void {
    if (message.type === 'hello') return this.#sayWelcome(speaker.standing)
    if (message.type === 'renew') return void this.#renew(message, speaker)
    if (message.type === 'watch-rooms' || message.type === 'unwatch-rooms') return this.#watchRooms(message)
    if (message.type === 'sign-out') return void this.#signOut(message.requestId, speaker.standing)
    speaker.visitor.receive(message)
  }

  /** Watching is for whoever is in a room as well as for whoever looks for one. */
  #watchRooms({ type, requestId }: ClientMessageOf<'watch-rooms' | 'unwatch-rooms'>): void {
    this.#unwatch()
    this.#unwatch = type === 'watch-rooms' ? this.#reception.roomList.watch(this.#outlet) : () => undefined
    this.#say({ type: 'done', requestId })
  }

  async #renew({ requestId, identity }: Renew, speaker: Extract<Speaker, { kind: 'known' }>): Promise<void> {
    const renewed = await this.#reception.gatekeeper.renew(speaker.standing, this.#claim(identity))
    if (this.#isGone()) return
    if (!renewed.ok) return this.#say(refusal(requestId, renewed.problem))
    speaker.standing = renewed.value
    this.#endInTime(renewed.value)
    const { grant, endsInMs } = renewed.value
    this.#say({ type: 'renewed', requestId, grant, endsInMs })
  }

  async #signOut(requestId: string, standing: Standing): Promise<void> {
    await this.#reception.gatekeeper.signOut(standing)
    this.#say({ type: 'done', requestId })
    if (standing.onlyRoomId === null) this.#reception.attendance.end(standing.sessionId, 'signed-out')
    else this.#outlet.end('signed-out')
  }

  #claim(identity: Identity | null): Claim {
    return { name: this.#name, identity, address: this.#address }
  }

  #endInTime({ endsInMs }: Standing): void {
    this.#cancelEnd()
    if (endsInMs === null) return
    this.#cancelEnd = this.#reception.clock.after(endsInMs, () => this.#outlet.end('session-expired'))
  }

  #sayWelcome({ person, grant, endsInMs }: Standing): void {
    const { clock, serverVersion } = this.#reception
    const server = { name: 'Lockstep', version: serverVersion }
    const session = { clockId: clock.id, person, grant, endsInMs }
    this.#say({ type: 'welcome', protocol: protocolVersion, server, ...session })
  }

  #refuseEarly(message: Said): void {
    if ('requestId' in message) this.#say(refusal(message.requestId, 'not-introduced'))
  }

  #say(message: ServerMessage): void {
    this.#outlet.send(encode(message))
  }

  #isGone(): boolean {
    return this.#speaker.kind === 'gone'
  }
}

const refusal = (requestId: string, reason: CloseReason): ServerMessage => ({
  type: 'refused',
  requestId,
  reason,
  timeline: null,
  who: [],
})
