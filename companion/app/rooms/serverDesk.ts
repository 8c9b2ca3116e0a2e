import { networkInterfaces } from 'node:os'
import { networkAddress } from '../../../platform/networkAddress.ts'
import type { SessionServerState } from '../../../protocol/bridge/appState.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import { hostKind } from '../../doctor/report.ts'
import { isThisMachine, whatListens } from '../../session/whatListens.ts'
import type { AppDependencies, StartedServer } from '../appDependencies.ts'
import type { AppStore } from '../appStore.ts'
import { notASessionServer, serverEnded, serverLost, serverSilent } from './serverProblems.ts'

export interface ServerDeskParts {
  readonly dependencies: Pick<AppDependencies, 'clock' | 'askAddress' | 'usualServer' | 'startServer'>
  readonly store: AppStore
  /** Jellyfins whose users the bundled server shall know: those that somebody here is signed in to. */
  jellyfins(): Promise<readonly string[]>
  /** The address changed, or nothing is there any more (null). */
  onAddress(address: string | null): void
}

const lookEveryMs = 10_000
const lookAgainMs = 5000
/** One that was lost is given so long before another one is started: what made it die may pass. */
const restAfterLossMs = 60_000

/** The session server that rooms are opened on: the one that is set, or the one bundled with the app. */
export class ServerDesk {
  readonly #parts: ServerDeskParts
  #started: StartedServer | null = null
  #startedFor = ''
  #lostAtMs: number | null = null
  #finding: Promise<Result<string, Problem>> | null = null
  #cancelLook: Cancel = () => undefined
  #isClosed = false

  constructor(parts: ServerDeskParts) {
    this.#parts = parts
  }

  /** Its address, as soon as it is known to answer. */
  address(): Promise<Result<string, Problem>> {
    this.#finding ??= this.#find()
    return this.#finding
  }

  /** Whether an address is that of the server that runs within this app. */
  isOurs(address: string): boolean {
    return this.#started !== null && (address === this.#started.url || address === this.#shownUrl())
  }

  /** Settings or accounts have changed: looks anew, and starts again what has to be another one now. */
  async refresh(): Promise<void> {
    const before = this.#finding
    // One after the other: two at once would start two servers.
    this.#finding = Promise.resolve(before).then(() => this.#find())
    await this.#finding
  }

  /** Asks whether a session server answers at an address. */
  async test(address: string): Promise<Result<void, Problem>> {
    const there = await whatListens(address, this.#parts.dependencies.askAddress)
    if (there.kind === 'session-server') return success(undefined)
    return failure(there.kind === 'nobody' ? serverSilent(address) : notASessionServer(address))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#cancelLook()
    await this.#finding
    await this.#stop({ comesBack: false })
  }

  async #find(): Promise<Result<string, Problem>> {
    this.#cancelLook()
    if (this.#isClosed) return failure(serverEnded)
    const chosen = this.#parts.store.state().settings.sessionServer
    const found = chosen === null ? await this.#bundled() : await this.#remote(chosen)
    if (this.#isClosed) return found
    if (found.ok) this.#parts.onAddress(found.value)
    else this.#unreachable(chosen ?? this.#parts.dependencies.usualServer, found.problem)
    this.#lookLater(found.ok ? lookEveryMs : lookAgainMs)
    return found
  }

  #lookLater(inMs: number): void {
    this.#cancelLook = this.#parts.dependencies.clock.after(inMs, () => void this.refresh())
  }

  async #remote(address: string): Promise<Result<string, Problem>> {
    await this.#stop({ comesBack: false })
    const there = await whatListens(address, this.#parts.dependencies.askAddress)
    if (there.kind !== 'session-server') {
      return failure(there.kind === 'nobody' ? serverSilent(address) : notASessionServer(address))
    }
    this.#running({ address, bundled: false, version: there.version, roomsHere: 0, reach: reachOf(address) })
    return success(address)
  }

  /** One that runs at the usual address already is used: two apps of one person share it. */
  async #bundled(): Promise<Result<string, Problem>> {
    const { usualServer, askAddress, startServer } = this.#parts.dependencies
    if (!isThisMachine(usualServer)) return this.#remote(usualServer)
    const { openToNetwork } = this.#parts.store.state().settings
    const jellyfins = openToNetwork ? [] : await this.#parts.jellyfins()
    // Another account of a Jellyfin that it knows is no reason to start it again.
    const wanted = JSON.stringify([openToNetwork, [...new Set(jellyfins)].toSorted()])
    if (this.#started !== null && this.#startedFor === wanted) {
      if (!this.#started.isLost()) return this.#tellOurs()
      if (this.#isResting()) return failure(serverLost)
    }
    this.#lostAtMs = null
    const port = Number(new URL(this.#started?.url ?? usualServer).port || 80)
    await this.#stop({ comesBack: true })
    this.#parts.store.dispatch({ kind: 'session-server', status: { kind: 'starting' } })
    const there = port === 0 ? { kind: 'nobody' as const } : await whatListens(usualServer, askAddress)
    if (there.kind === 'session-server') return this.#remote(usualServer)
    const host = openToNetwork ? '0.0.0.0' : new URL(usualServer).hostname
    // Where another program has the usual port, any other will do: links name it.
    const wish = { host, port: there.kind === 'nobody' ? port : 0, jellyfins }
    const first = await startServer(wish)
    const started = first.ok || wish.port === 0 ? first : await startServer({ ...wish, port: 0 })
    if (!started.ok) return started
    this.#started = started.value
    this.#startedFor = wanted
    return this.#tellOurs()
  }

  #isResting(): boolean {
    const nowMs = this.#parts.dependencies.clock.nowMs()
    this.#lostAtMs ??= nowMs
    return nowMs - this.#lostAtMs < restAfterLossMs
  }

  async #tellOurs(): Promise<Result<string, Problem>> {
    const address = this.#shownUrl()
    const there = await whatListens(address, this.#parts.dependencies.askAddress)
    if (there.kind !== 'session-server') return failure(serverSilent(address))
    const own = this.#parts.store.state().companion.room === null ? 0 : 1
    const { openToNetwork } = this.#parts.store.state().settings
    this.#running({
      address,
      bundled: true,
      version: there.version,
      roomsHere: there.members > own ? Math.max(1, there.rooms) : 0,
      reach: openToNetwork ? 'this-network' : 'this-machine',
    })
    return success(address)
  }

  /** A server that listens everywhere is named by the address that others reach it by. */
  #shownUrl(): string {
    const url = this.#started?.url ?? ''
    return url.replace('//0.0.0.0:', `//${networkAddress(networkInterfaces()) ?? '127.0.0.1'}:`)
  }

  async #stop(wish: { readonly comesBack: boolean }): Promise<void> {
    const started = this.#started
    this.#started = null
    await started?.close(wish)
  }

  #running(status: Omit<Extract<SessionServerState, { kind: 'running' }>, 'kind'>): void {
    const before = this.#parts.store.state().sessionServer
    const after: SessionServerState = { kind: 'running', ...status }
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      this.#parts.store.dispatch({ kind: 'session-server', status: after })
    }
  }

  #unreachable(address: string, problem: Problem): void {
    this.#parts.store.dispatch({ kind: 'session-server', status: { kind: 'unreachable', address, problem } })
    this.#parts.onAddress(null)
  }
}

type Reach = Extract<SessionServerState, { kind: 'running' }>['reach']

function reachOf(address: string): Reach {
  switch (hostKind(address)) {
    case 'on this machine':
      return 'this-machine'
    case 'in this network':
      return 'this-network'
    case 'on the internet':
      return 'internet'
  }
}
