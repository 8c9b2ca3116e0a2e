import type { Credentials } from '../../jellyfin/credentials.ts'
import { signOut } from '../../jellyfin/signIn.ts'
import type { AccountView } from '../../protocol/bridge/appState.ts'
import { initialCompanionState } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { nextDelayMs } from '../../sync/backoff.ts'
import type { AccountBook, AccountName } from '../settings/accounts.ts'
import type { AppDependencies } from './appDependencies.ts'
import { accountUnknown, libraryClosed, notSignedIn } from './appProblems.ts'
import type { AppStore } from './appStore.ts'
import type { Sitting } from './sitting.ts'

type Done = Promise<Result<void, Problem>>

export interface AccountDeskParts {
  readonly dependencies: Pick<AppDependencies, 'clock' | 'identity' | 'random'>
  readonly store: AppStore
  readonly book: AccountBook
  /** The base address at which the server of an account is asked. */
  urlFor(serverUrl: string): Promise<string>
  openSitting(
    account: Credentials,
    onSignedOut: (problem: Problem) => void,
  ): Promise<Result<Sitting, Problem>>
  /** Somebody else is here now, or nobody (null); those who are signed in may have changed. */
  onAccount(account: Credentials | null): void
  /** The sign-in is worth nothing any more. */
  onSignedOut(account: Credentials, problem: Problem): void
}

/** How often a server that cannot be reached is tried again. */
const retryLimits = { firstMs: 2000, longestMs: 60_000 }

/** Who is signed in, and the library of the one whose turn it is. One library is open at a time. */
export class AccountDesk {
  readonly #parts: AccountDeskParts
  #accounts: readonly Credentials[] = []
  #current: Credentials | null = null
  #sitting: Sitting | null = null
  #turn = 0
  #cancelRetry: Cancel = () => undefined
  /** What is under way with the library, one after the other. */
  #work: Promise<unknown> = Promise.resolve()

  constructor(parts: AccountDeskParts) {
    this.#parts = parts
  }

  /**
   * Reads who was signed in, and begins to open the library of the one who was there last. Resolves when it is known who
   * that is: a library may take as long as its server likes.
   */
  async start(): Done {
    const [all, current] = [await this.#parts.book.all(), await this.#parts.book.current()]
    if (!all.ok) return all
    if (!current.ok) return current
    this.#accounts = all.value
    const opening = this.#become(current.value)
    await (current.value === null ? opening : this.#isKnown())
    return success(undefined)
  }

  current(): Credentials | null {
    return this.#current
  }

  accounts(): readonly Credentials[] {
    return this.#accounts
  }

  /** The open library, or why there is none. */
  sitting(): Result<Sitting, Problem> {
    if (this.#sitting !== null) return success(this.#sitting)
    const { library } = this.#parts.store.state()
    if (library.kind === 'failed') return failure(library.problem)
    return failure(this.#current === null ? notSignedIn : libraryClosed)
  }

  /** Keeps a new sign-in and makes it the one whose library is open. */
  async keep(account: Credentials): Done {
    const kept = await this.#parts.book.keep(account)
    if (!kept.ok) {
      // Nobody could use it any more: the server need not keep it either.
      await this.#signOutAt(account)
      return kept
    }
    await this.#readAccounts()
    return this.#become(account)
  }

  async switchTo(name: AccountName): Done {
    const account = this.#find(name)
    if (account === null) return failure(accountUnknown)
    const chosen = await this.#parts.book.choose(account)
    return chosen.ok ? this.#become(account) : chosen
  }

  /** Ends a sign-in, here at once and at its server as far as that can be reached. */
  async signOut(name: AccountName): Done {
    const account = this.#find(name)
    if (account === null) return failure(accountUnknown)
    const wasCurrent = this.#current !== null && isSame(this.#current, account)
    if (wasCurrent) await this.#leave()
    await this.#signOutAt(account)
    const forgotten = await this.#parts.book.forget(account)
    if (!forgotten.ok) return forgotten
    await this.#readAccounts()
    if (!wasCurrent) {
      this.#tell()
      return success(undefined)
    }
    const next = this.#accounts.at(-1) ?? null
    const chosen = await this.#parts.book.choose(next)
    return chosen.ok ? this.#become(next) : chosen
  }

  /** Tries at once again to open a library that could not be. */
  async retry(): Done {
    return this.#sitting === null ? this.#become(this.#current) : success(undefined)
  }

  async close(): Promise<void> {
    await this.#leave()
  }

  #isKnown(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.store.onState(({ account }) => {
        if (account === null) return
        cancel()
        resolve()
      })
    })
  }

  #become(account: Credentials | null): Done {
    this.#turn += 1
    const turn = this.#turn
    const done = this.#work.then(() => this.#open(account, turn))
    this.#work = done
    return done
  }

  /** Leaves what was open, then opens what shall be. A library that cannot be reached is tried again by itself. */
  async #open(account: Credentials | null, turn: number, attempt = 0): Done {
    if (turn !== this.#turn) return success(undefined)
    if (attempt === 0) await this.#closeSitting()
    const isOther = account === null || this.#current === null || !isSame(account, this.#current)
    this.#current = account
    this.#tell()
    if (isOther) this.#parts.onAccount(account)
    if (account === null) {
      this.#show({ kind: 'closed' })
      return success(undefined)
    }
    if (attempt === 0) this.#show({ kind: 'opening' })
    const onSignedOut = (problem: Problem) => void this.#signedOut(account, problem)
    const opened = await this.#parts.openSitting(account, onSignedOut)
    if (turn !== this.#turn) {
      if (opened.ok) await opened.value.close()
      return success(undefined)
    }
    if (opened.ok) {
      this.#sitting = opened.value
      this.#tell()
      this.#show({ kind: 'open' })
      return success(undefined)
    }
    this.#show({ kind: 'failed', problem: opened.problem })
    if (opened.problem.code === 'signed-out') this.#parts.onSignedOut(account, opened.problem)
    else this.#retryLater(account, turn, attempt)
    return success(undefined)
  }

  #retryLater(account: Credentials, turn: number, attempt: number): void {
    const { clock, random } = this.#parts.dependencies
    const delayMs = retryLimits.firstMs / 2 + nextDelayMs(attempt, random(), retryLimits)
    this.#cancelRetry = clock.after(delayMs, () => {
      this.#work = this.#work.then(() => this.#open(account, turn, attempt + 1))
    })
  }

  async #signedOut(account: Credentials, problem: Problem): Promise<void> {
    if (this.#current !== account) return
    await this.#leave()
    this.#show({ kind: 'failed', problem })
    this.#parts.onSignedOut(account, problem)
  }

  async #leave(): Promise<void> {
    this.#turn += 1
    this.#work = this.#work.then(() => this.#closeSitting())
    await this.#work
  }

  async #closeSitting(): Promise<void> {
    this.#cancelRetry()
    const sitting = this.#sitting
    this.#sitting = null
    if (sitting === null) return
    this.#show({ kind: 'closed' })
    await sitting.close()
    this.#parts.store.dispatch({ kind: 'companion', state: initialCompanionState })
  }

  async #signOutAt(account: Credentials): Promise<void> {
    const serverUrl = await this.#parts.urlFor(account.serverUrl)
    const { identity, clock } = this.#parts.dependencies
    await signOut({ ...account, serverUrl }, identity, clock)
  }

  async #readAccounts(): Promise<void> {
    const all = await this.#parts.book.all()
    if (all.ok) this.#accounts = all.value
  }

  #find(name: AccountName): Credentials | null {
    return this.#accounts.find((account) => isSame(account, name)) ?? null
  }

  #tell(): void {
    const view = (account: Credentials) => viewOf(account, this.#pictureOf(account))
    const account = this.#current === null ? null : view(this.#current)
    this.#parts.store.dispatch({ kind: 'accounts', account, accounts: this.#accounts.map(view) })
  }

  /** Pictures come from the library that is open. */
  #pictureOf(account: Credentials): string | null {
    const sitting = this.#sitting
    return sitting !== null && isSame(sitting.account, account) ? sitting.pictureUrl : null
  }

  #show(library: Parameters<typeof libraryEvent>[0]): void {
    this.#parts.store.dispatch(libraryEvent(library))
  }
}

const libraryEvent = (library: ReturnType<AppStore['state']>['library']) =>
  ({ kind: 'library', library }) as const

const viewOf = (
  { serverId, serverName, serverUrl, userId, userName }: Credentials,
  pictureUrl: string | null,
): AccountView => ({ ...{ serverId, serverName, serverUrl, userId, userName }, pictureUrl })

const isSame = (one: AccountName, other: AccountName): boolean =>
  one.serverId === other.serverId && one.userId === other.userId
