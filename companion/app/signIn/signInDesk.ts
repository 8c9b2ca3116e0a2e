import type { Credentials } from '../../../jellyfin/credentials.ts'
import { askGreeting, type Greeting } from '../../../jellyfin/greeting.ts'
import { isCertificateProblem } from '../../../jellyfin/connectionProblem.ts'
import { startQuickConnect } from '../../../jellyfin/quickConnect.ts'
import { isPlainAddress } from '../../../jellyfin/serverAddress.ts'
import { signInWithPassword, type SignIn } from '../../../jellyfin/signIn.ts'
import type { ServerView, SignInState } from '../../../protocol/bridge/appState.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import { overtaken } from '../../room/roomProblems.ts'
import { createPictures, type PictureShelf, type Pictures } from '../../library/pictures.ts'
import type { AccountBook } from '../../settings/accounts.ts'
import type { AppDependencies } from '../appDependencies.ts'
import type { AppStore } from '../appStore.ts'
import type { Picture } from '../libraryDesk.ts'
import type { CertificateDesk, ReachedServer } from './certificateDesk.ts'
import { noServer, otherCertificate } from './signInProblems.ts'

type Done = Promise<Result<void, Problem>>

export interface SignInDeskParts {
  readonly dependencies: Pick<AppDependencies, 'clock' | 'identity' | 'log'>
  readonly store: AppStore
  readonly book: AccountBook
  readonly certificates: CertificateDesk
  /** Whether somebody is signed in: then one may leave signing in altogether. */
  isSignedIn(): boolean
  /** Keeps the sign-in and opens its library. */
  onSignedIn(credentials: Credentials): Done
}

/** The server that is signed in to. */
interface Target {
  readonly server: ReachedServer
  readonly view: ServerView
  readonly greeting: Greeting
  /** What of its pictures it shows to everybody. */
  readonly shelf: PictureShelf
}

/** Tells whether what was begun is still what the person wants; what is stale changes nothing any more. */
type IsCurrent = () => boolean

/** Signing in, step by step: each leads to the next state of `signIn`, or back with its problem. */
export class SignInDesk {
  readonly #parts: SignInDeskParts
  readonly #pictures: Pictures
  #turn = 0
  #target: Target | null = null
  #cancelWaiting: Cancel = () => undefined

  constructor(parts: SignInDeskParts) {
    this.#parts = parts
    this.#pictures = createPictures(parts.dependencies.clock)
  }

  /** A picture of somebody whom the server shows to everybody. */
  picture(name: string, signal: AbortSignal): Promise<Result<Picture, Problem>> {
    return this.#pictures.open(name, signal)
  }

  /** From the beginning; with what is known of the server, and why. */
  begin(address = '', problem: Problem | null = null): void {
    this.#next()
    this.#aim(null)
    this.#show({ kind: 'server', address, problem })
  }

  async connect(address: string): Done {
    const isCurrent = this.#next()
    this.#show({ kind: 'connecting', address })
    const reached = await this.#parts.certificates.connect(address)
    if (!isCurrent()) return failure(overtaken)
    if (!reached.ok) return this.#notReached(address, reached.problem, isCurrent)
    const greeting = await askGreeting(reached.value.url, this.#parts.dependencies.clock)
    if (!isCurrent()) return failure(overtaken)
    const shelf = this.#pictures.shelve({ url: reached.value.url, authorization: null })
    this.#aim({ server: reached.value, view: viewOf(reached.value), greeting, shelf })
    this.#showUser(null)
    return success(undefined)
  }

  async trustCertificate(fingerprint: string): Done {
    const step = this.#parts.store.state().signIn
    if (step.kind !== 'certificate' || step.fingerprint !== fingerprint) return failure(otherCertificate)
    const kept = await this.#parts.certificates.trust(step.address, fingerprint)
    return kept.ok ? this.connect(step.address) : kept
  }

  async withPassword(userName: string, password: string): Done {
    const isCurrent = this.#next()
    const target = this.#target
    const signIn = await this.#introduce(userName)
    if (!isCurrent()) return failure(overtaken)
    if (!signIn.ok || target === null) return signIn.ok ? failure(noServer) : signIn
    this.#show({ kind: 'signing-in', server: target.view, userName })
    return this.#settle(await signInWithPassword(signIn.value, userName, password), isCurrent)
  }

  /** Answers when there is a code; what becomes of it, the state tells. */
  async withQuickConnect(): Done {
    const isCurrent = this.#next()
    const target = this.#target
    const signIn = await this.#introduce(null)
    if (!signIn.ok || target === null) return signIn.ok ? failure(noServer) : signIn
    const started = await startQuickConnect(signIn.value)
    if (!started.ok) return this.#settle(started, isCurrent)
    const { code, result, cancel } = started.value
    if (!isCurrent()) {
      cancel()
      return failure(overtaken)
    }
    this.#cancelWaiting = cancel
    this.#show({ kind: 'quick-connect', server: target.view, code })
    void result.then((answer) => this.#settle(answer, isCurrent))
    return success(undefined)
  }

  /** One step back. */
  back(): void {
    const step = this.#parts.store.state().signIn
    this.#next()
    if (step.kind === 'quick-connect' || step.kind === 'signing-in') return this.#showUser(null)
    if (step.kind === 'server' && this.#parts.isSignedIn()) return this.leave()
    if (step.kind === 'user') return this.begin(step.server.url)
    if (step.kind !== 'done') this.begin(step.address)
  }

  /** Somebody is signed in, and nobody else is to be. */
  leave(): void {
    this.#next()
    this.#aim(null)
    this.#show({ kind: 'done' })
  }

  /** Nothing is waited for any more. */
  close(): void {
    this.#next()
    this.#pictures.close()
  }

  #aim(target: Target | null): void {
    this.#target?.shelf.close()
    this.#target = target
  }

  #next(): IsCurrent {
    this.#cancelWaiting()
    this.#cancelWaiting = () => undefined
    this.#turn += 1
    const own = this.#turn
    return () => own === this.#turn
  }

  #show(step: SignInState): void {
    this.#parts.store.dispatch({ kind: 'sign-in', step })
  }

  #showUser(problem: Problem | null): void {
    if (this.#target === null) return this.#show({ kind: 'server', address: '', problem })
    const { view: server, greeting, shelf } = this.#target
    const users = greeting.users.map(({ name, hasPassword, picture }) => ({
      ...{ name, hasPassword },
      pictureUrl: picture === null ? null : shelf.address(picture),
    }))
    this.#show({ kind: 'user', server, users, quickConnect: greeting.quickConnect, problem })
  }

  async #notReached(address: string, problem: Problem, isCurrent: IsCurrent): Done {
    const fingerprint = isCertificateProblem(problem) ? await this.#parts.certificates.look(address) : null
    if (!isCurrent()) return failure(overtaken)
    if (fingerprint === null) this.#show({ kind: 'server', address, problem })
    else this.#show({ kind: 'certificate', address, fingerprint, problem })
    return failure(problem)
  }

  /** Who asks, with the device id of whoever signs in. */
  async #introduce(userName: string | null): Promise<Result<SignIn, Problem>> {
    if (this.#target === null) return failure(noServer)
    const { server } = this.#target
    const deviceId = await this.#parts.book.deviceIdFor(server.id, userName)
    if (!deviceId.ok) return deviceId
    const { identity: app, log: logger, clock } = this.#parts.dependencies
    return success({ server, app, deviceId: deviceId.value, clock, logger })
  }

  /** The account is kept under the address that the person knows. */
  async #settle(answer: Result<Credentials, Problem>, isCurrent: IsCurrent): Done {
    if (!isCurrent() || this.#target === null) return failure(overtaken)
    const serverUrl = this.#target.server.shownUrl
    const done = answer.ok ? await this.#parts.onSignedIn({ ...answer.value, serverUrl }) : answer
    if (!isCurrent()) return done
    if (done.ok) this.#show({ kind: 'done' })
    else this.#showUser(done.problem)
    return done
  }
}

const viewOf = ({ id, name, version, shownUrl: url }: ReachedServer): ServerView => ({
  ...{ id, name, version, url },
  isPlain: isPlainAddress(url),
})
