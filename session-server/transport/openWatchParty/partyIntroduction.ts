import type { Person } from '../../../protocol/person.ts'
import type { ClientFrameOf } from '../../../protocol/openWatchParty/clientFrames.ts'
import type { ServerPayloads } from '../../../protocol/openWatchParty/serverFrames.ts'
import {
  errorTexts,
  knownFeatures,
  openWatchPartyVersion,
  type ErrorCode,
  type Feature,
} from '../../../protocol/openWatchParty/words.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import { visiblePerson } from '../../host/visibleText.ts'
import type { Standing } from '../../identity/gatekeeper.ts'
import type { PartyHouse } from './partyHouse.ts'

/** What came of an introduction. */
export type Introduced =
  | { readonly kind: 'silent' }
  | { readonly kind: 'other-version' }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'known'; readonly isNew: boolean; readonly payload: ServerPayloads['auth_success'] }

/** Who a web client says it is, and what it can do. */
export interface PartyIntroduction {
  readonly features: ReadonlySet<Feature>
  /** Clients of the fourth generation say which version they speak; earlier ones are told less when they err. */
  readonly hasDeclared: boolean
  readonly name: string
  /** Whether it has shown who it is, where that is wanted. */
  isKnown(): boolean
  hear(payload: ClientFrameOf<'auth'>['payload'], address: string): Promise<Introduced>
  /** What it would like to be called; a name that was proved stays. */
  /** Who it is; somebody of whom nothing but a name is known is one person per connection. */
  personAs(clientId: string): Person
  called(name: string | undefined): void
  stop: Cancel
}

export const receiveParty = (hall: PartyHouse, expired: () => void): PartyIntroduction =>
  new ReceivedParty(hall, expired)

const noToken = `${errorTexts.AUTHENTICATION_REQUIRED}: no token provided`

class ReceivedParty implements PartyIntroduction {
  features: ReadonlySet<Feature> = new Set()
  hasDeclared = false
  name = 'Guest'
  readonly #hall: PartyHouse
  readonly #expired: () => void
  #standing: Standing | null = null
  #cancelEnd: Cancel = () => undefined

  constructor(hall: PartyHouse, expired: () => void) {
    this.#hall = hall
    this.#expired = expired
  }

  isKnown(): boolean {
    return this.#standing !== null || this.#hall.isOpen()
  }

  async hear(payload: ClientFrameOf<'auth'>['payload'], address: string): Promise<Introduced> {
    const { token, user_name: name, protocol_version: version, features } = payload ?? {}
    if (version !== undefined && version !== openWatchPartyVersion) return { kind: 'other-version' }
    const hadDeclared = this.hasDeclared
    this.hasDeclared ||= version !== undefined || features !== undefined
    // A client that only shows a newer token says nothing of them, and means the same as before.
    if (features !== undefined) this.features = new Set(knownFeatures.filter((one) => features.includes(one)))
    if (name !== undefined) this.called(name)
    if ((token ?? '') === '') return this.#withoutToken(features !== undefined || hadDeclared)
    const standing = await this.#hall.identify({ name: this.name, token: token ?? '', address })
    if (!standing.ok) {
      return { kind: 'refused', code: 'AUTHENTICATION_FAILED', message: errorTexts.AUTHENTICATION_FAILED }
    }
    const isNew = !this.isKnown()
    this.#stand(standing.value)
    return this.#known(isNew)
  }

  called(name: string | undefined): void {
    const isProved = this.#standing !== null && this.#standing.person.origin.kind !== 'open'
    if (name !== undefined && name.trim() !== '' && !isProved) this.name = visiblePerson(name)
  }

  personAs(clientId: string): Person {
    const { name } = this
    return { ...(this.#standing?.person ?? unknown(clientId)), name }
  }

  stop(): void {
    this.#cancelEnd()
  }

  /** Where a name is enough, only clients that say what they can do are answered, as theirs are. */
  #withoutToken(isAnswered: boolean): Introduced {
    if (!this.#hall.isOpen()) return { kind: 'refused', code: 'AUTHENTICATION_REQUIRED', message: noToken }
    return isAnswered ? this.#known(false) : { kind: 'silent' }
  }

  #known(isNew: boolean): Introduced {
    const declared = { protocol_version: openWatchPartyVersion, features: [...this.features] }
    return {
      kind: 'known',
      isNew,
      payload: { user_name: this.name, ...(this.hasDeclared ? declared : {}) },
    }
  }

  #stand(standing: Standing): void {
    this.#standing = standing
    this.#cancelEnd()
    if (standing.person.origin.kind !== 'open') this.name = standing.person.name
    if (standing.endsInMs === null) return
    this.#cancelEnd = this.#hall.clock.after(standing.endsInMs, this.#expired)
  }
}

const unknown = (id: string): Omit<Person, 'name'> => ({ id, isAdmin: false, origin: { kind: 'open' } })
