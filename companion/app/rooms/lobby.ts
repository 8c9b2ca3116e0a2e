import { z } from 'zod'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, type Result } from '../../../protocol/result.ts'
import { restPath } from '../../../protocol/rest.ts'
import { sessionPath, type ServerMessage } from '../../../protocol/session.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import { openLine, type Line, type OpenWire } from '../../session/line.ts'
import type { Passport } from '../../session/passport.ts'
import { createRenewal } from '../../session/renewal.ts'
import { nextDelayMs } from '../../../sync/backoff.ts'
import { offline } from '../../session/sessionProblems.ts'
import type { AppStore } from '../appStore.ts'
import { askServer } from './askRest.ts'

export interface LobbyParts {
  readonly store: AppStore
  readonly clock: Clock
  readonly openWire: OpenWire
  readonly app: { readonly name: string; readonly version: string }
  random(): number
}

/** At which server, and as whom. */
export interface LobbyPlace {
  readonly server: string
  readonly name: string
  readonly passport: Passport
}

/**
 * A line to the session server beside that of any room: it brings the public rooms and the invitations, as they come.
 * It reconnects by itself; where the person may not or will not come in, it stays away.
 */
export class Lobby {
  readonly #parts: LobbyParts
  #place: LobbyPlace | null = null
  #line: Line | null = null
  #attempt = 0
  #turn = 0
  #cancelRetry: Cancel = () => undefined

  constructor(parts: LobbyParts) {
    this.#parts = parts
  }

  /** Goes to another server, or as somebody else; null = nowhere. */
  go(place: LobbyPlace | null): void {
    this.#leave()
    this.#place = place
    this.#attempt = 0
    if (place !== null) void this.#enter(place, this.#turn)
  }

  /** Declines an invitation. */
  async decline(roomId: string): Promise<Result<void, Problem>> {
    const place = this.#place
    const shown = await place?.passport.show()
    if (place === null || shown === undefined) return failure(offline)
    if (!shown.ok) return shown
    if (shown.value?.kind !== 'session') return failure(offline)
    const path = `${restPath}/invitations/${encodeURIComponent(roomId)}/decline`
    return askServer({ server: place.server, path, token: shown.value.token }, z.undefined())
  }

  close(): void {
    this.go(null)
  }

  #leave(): void {
    this.#turn += 1
    this.#cancelRetry()
    this.#line?.close()
    this.#line = null
    this.#parts.store.dispatch({ kind: 'lobby-closed' })
  }

  async #enter(place: LobbyPlace, turn: number): Promise<void> {
    const identity = await place.passport.show()
    if (turn !== this.#turn) return
    if (!identity.ok) return
    const { clock, openWire, app } = this.#parts
    const renewal = createRenewal(clock, () => this.#renew(place))
    const opened = await openLine({
      ...{ clock, openWire, app, name: place.name, identity: identity.value },
      url: place.server.replace(/\/$/, '') + sessionPath,
      onMessage: (message) => turn === this.#turn && this.#hear(message, place, renewal),
      onSample: () => undefined,
      onClose: () => {
        renewal.stop()
        if (turn === this.#turn) this.#lost(place)
      },
    })
    if (turn !== this.#turn) return opened.ok ? opened.value.close() : undefined
    if (!opened.ok) return this.#lost(place)
    this.#attempt = 0
    this.#line = opened.value
    opened.value.send({ type: 'watch-rooms', requestId: 'rooms' })
  }

  #hear(message: ServerMessage, place: LobbyPlace, renewal: ReturnType<typeof createRenewal>): void {
    const { store } = this.#parts
    if (message.type === 'welcome' || message.type === 'renewed') {
      place.passport.stamp(message.grant)
      renewal.endsIn(message.endsInMs)
    }
    if (message.type === 'rooms') store.dispatch({ kind: 'rooms', message })
    if (message.type === 'inbox') {
      store.dispatch({ kind: 'inbox', server: place.server, invitations: message.invitations })
    }
  }

  async #renew({ passport }: LobbyPlace): Promise<boolean> {
    const identity = await passport.showAnew()
    if (!identity.ok || identity.value === null || this.#line === null) return false
    this.#line.send({ type: 'renew', requestId: 'renew', identity: identity.value })
    return true
  }

  #lost(place: LobbyPlace): void {
    this.#leave()
    place.passport.tear()
    const turn = this.#turn
    const delayMs = nextDelayMs(this.#attempt, this.#parts.random())
    this.#attempt += 1
    this.#cancelRetry = this.#parts.clock.after(delayMs, () => void this.#enter(place, turn))
  }
}
