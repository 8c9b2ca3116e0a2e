import type { AppCommand } from '../../protocol/bridge/appCommand.ts'
import { initialAppState } from '../../protocol/bridge/appState.ts'
import type { AnswerOf, AppQuery } from '../../protocol/bridge/query.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { openAccountBook, type AccountBook } from '../settings/accounts.ts'
import { openConfirmedCertificates } from '../settings/confirmedCertificates.ts'
import { openTrustedServers } from '../settings/trustedServers.ts'
import { AccountDesk } from './accountDesk.ts'
import type { App } from './appApi.ts'
import type { AppDependencies } from './appDependencies.ts'
import { answerQuery } from './answerQuery.ts'
import { noInvitation } from './appProblems.ts'
import { createAppStore, type AppStore } from './appStore.ts'
import { createDoctorDesk, type DoctorDesk } from './doctorDesk.ts'
import type { Picture } from './libraryDesk.ts'
import { createPlayerDesk, type PlayerDesk } from './playerDesk.ts'
import { createLinkDesk, type LinkDesk } from './rooms/linkDesk.ts'
import { Lobby } from './rooms/lobby.ts'
import { createPassportDesk, type PassportDesk } from './rooms/passportDesk.ts'
import { playAlone } from './rooms/playAlone.ts'
import { ServerDesk } from './rooms/serverDesk.ts'
import { createSettingsDesk, type SettingsDesk } from './settingsDesk.ts'
import { createCertificateDesk, type CertificateDesk } from './signIn/certificateDesk.ts'
import { SignInDesk } from './signIn/signInDesk.ts'
import { openSitting } from './sitting.ts'

type Done = Promise<Result<void, Problem>>

/** The app without a face. It is there at once; what it finds out comes into its state. */
export function createApp(dependencies: AppDependencies): App {
  const app = new HeadlessApp(dependencies)
  void app.start()
  return app
}

class HeadlessApp implements App {
  readonly #dependencies: AppDependencies
  readonly #store: AppStore
  readonly #book: AccountBook
  readonly #certificates: CertificateDesk
  readonly #signIn: SignInDesk
  readonly #accounts: AccountDesk
  readonly #settings: SettingsDesk
  readonly #players: PlayerDesk
  readonly #server: ServerDesk
  readonly #passports: PassportDesk
  readonly #lobby: Lobby
  readonly #links: LinkDesk
  readonly #doctor: DoctorDesk
  #lobbyKey = ''
  #sessionAddress: string | null = null
  #cancelDiscovery: Cancel = () => undefined
  #started: Promise<void> = Promise.resolve()

  constructor(dependencies: AppDependencies) {
    const { facts, settingsFolder: folder, clock, openWire, identity, players } = dependencies
    const store = createAppStore({ ...initialAppState, app: facts })
    const onCorrupt = (problem: Problem) => store.notify('problem', problem)
    this.#dependencies = dependencies
    this.#store = store
    this.#book = openAccountBook({ folder, onCorrupt })
    this.#certificates = createCertificateDesk(openConfirmedCertificates(folder, onCorrupt), clock)
    this.#settings = createSettingsDesk(folder, store)
    this.#players = createPlayerDesk(players, store)
    this.#passports = createPassportDesk({
      ...{ clock, store, trusted: openTrustedServers(folder, onCorrupt) },
      isOurs: (server) => this.#server.isOurs(server),
      onTrusted: () => this.#visitLobby('anew'),
    })
    this.#accounts = this.#openAccounts()
    this.#signIn = this.#openSignIn()
    this.#server = new ServerDesk({
      ...{ dependencies, store },
      jellyfins: () => this.#accounts.accounts().map(({ serverUrl }) => serverUrl),
      onAddress: (address) => {
        this.#sessionAddress = address
        this.#visitLobby()
      },
    })
    const app = { name: identity.name, version: identity.version }
    this.#lobby = new Lobby({ store, clock, openWire, app, random: () => dependencies.random() })
    this.#links = createLinkDesk({
      store,
      usualServer: () => this.#sessionAddress,
      command: (command) => this.command({ kind: 'companion', command }),
    })
    this.#doctor = createDoctorDesk({
      ...{ dependencies, store, players: this.#players },
      sitting: () => this.#accounts.sitting(),
      sessionServer: () => this.#server.address(),
      secrets: () => this.#secrets(),
    })
  }

  start(): Promise<void> {
    this.#started = this.#begin()
    return this.#started
  }

  state() {
    return this.#store.state()
  }

  onState(listener: Parameters<App['onState']>[0]): Cancel {
    return this.#store.onState(listener)
  }

  async command(command: AppCommand): Done {
    await this.#started
    switch (command.kind) {
      case 'companion': {
        const sitting = this.#accounts.sitting()
        return sitting.ok ? sitting.value.command(command.command) : sitting
      }
      case 'connect-server':
        return this.#signIn.connect(command.address)
      case 'trust-certificate':
        return this.#signIn.trustCertificate(command.fingerprint)
      case 'sign-in':
        return this.#signIn.withPassword(command.userName, command.password)
      case 'quick-connect':
        return this.#signIn.withQuickConnect()
      case 'back':
        return done(() => this.#signIn.back())
      case 'add-account':
        return done(() => this.#signIn.begin())
      case 'switch-account':
        return this.#accounts.switchTo(command)
      case 'sign-out':
        return this.#accounts.signOut(command)
      case 'retry-library':
        return this.#accounts.retry()
      case 'discover':
        return done(() => this.#discover())
      case 'play-alone':
        return this.#playAlone(command)
      case 'open-link':
        return this.#links.open(command.link)
      case 'follow-link':
        return this.#links.follow(command.password)
      case 'drop-link':
        return done(() => this.#links.drop())
      case 'answer-invitation':
        return this.#answerInvitation(command)
      case 'answer-trust':
        return done(() => this.#passports.answer(command.server, command.agrees))
      case 'change-settings':
        return this.#changeSettings(command.change)
      case 'find-players':
        await this.#players.find()
        return success(undefined)
      case 'examine':
        return this.#doctor.examine()
      case 'stop-examining':
        return done(() => this.#doctor.stop())
      case 'test-session-server':
        return this.#testServer(command.address)
      case 'dismiss-notice':
        return done(() => this.#store.dispatch({ kind: 'notice-dismissed', id: command.id }))
    }
  }

  async query<Query extends AppQuery>(query: Query): Promise<Result<AnswerOf<Query['kind']>, Problem>> {
    await this.#started
    const sitting = this.#accounts.sitting()
    const answer = await answerQuery(query, {
      store: this.#store,
      sitting,
      dependencies: this.#dependencies,
      passportFor: (server) => {
        const account = this.#accounts.current()
        return account === null ? null : this.#passports.passportFor(account, server)
      },
      secrets: this.#secrets(),
    })
    // The answer to each kind is checked where it is given: `answerQuery` is exhaustive.
    return answer as Result<AnswerOf<Query['kind']>, Problem>
  }

  async picture(name: string, signal: AbortSignal): Promise<Result<Picture, Problem>> {
    const sitting = this.#accounts.sitting()
    return sitting.ok ? sitting.value.desk.picture(name, signal) : sitting
  }

  async close(): Promise<void> {
    await this.#started
    this.#cancelDiscovery()
    this.#signIn.close()
    this.#passports.close()
    this.#doctor.stop()
    this.#lobby.close()
    await this.#accounts.close()
    await Promise.all([this.#server.close(), this.#certificates.close()])
  }

  async #begin(): Promise<void> {
    await this.#settings.read()
    void this.#players.find()
    this.#discover()
    const accounts = await this.#readAccounts()
    if (!accounts.ok) this.#store.notify('problem', accounts.problem)
    void this.#server.refresh()
  }

  /** Opening a library may take as long as its server likes: nothing else waits for that. */
  async #readAccounts(): Done {
    const opening = this.#accounts.start()
    const known = new Promise<Result<void, Problem>>((resolve) => {
      const cancel = this.#store.onState(({ library }) => {
        if (library.kind === 'closed') return
        cancel()
        resolve(success(undefined))
      })
    })
    const read = await Promise.race([opening, known])
    if (this.#accounts.current() !== null) this.#store.dispatch({ kind: 'sign-in', step: { kind: 'done' } })
    return read
  }

  #openAccounts(): AccountDesk {
    const dependencies = this.#dependencies
    return new AccountDesk({
      ...{ dependencies, store: this.#store, book: this.#book },
      urlFor: (serverUrl) => this.#certificates.urlFor(serverUrl),
      openSitting: async (account, onSignedOut) =>
        openSitting({
          ...{ account, dependencies, onSignedOut },
          asked: { ...account, serverUrl: await this.#certificates.urlFor(account.serverUrl) },
          launchPlayer: () => this.#players.launch(),
          passportFor: (server) => this.#passports.passportFor(account, server),
          sessionServer: () => this.#server.address(),
          replayMs: () => this.#store.state().settings.replayMs,
          onState: (state) => this.#store.dispatch({ kind: 'companion', state }),
          onProblem: (problem) => this.#store.notify('problem', problem),
        }),
      onAccount: (account) => {
        if (account === null) this.#signIn.begin()
        else this.#signIn.leave()
        void this.#server.refresh()
        this.#visitLobby()
      },
      onSignedOut: (account, problem) => {
        this.#store.notify('problem', problem)
        void this.#signIn.connect(account.serverUrl)
      },
    })
  }

  #openSignIn(): SignInDesk {
    return new SignInDesk({
      ...{ dependencies: this.#dependencies, store: this.#store, book: this.#book },
      certificates: this.#certificates,
      isSignedIn: () => this.#accounts.current() !== null,
      onSignedIn: (credentials) => this.#accounts.keep(credentials),
    })
  }

  /** Where rooms and invitations are listened for: as who is signed in, at the server that is set. */
  #visitLobby(how: 'anew' | 'if-other' = 'if-other'): void {
    const account = this.#accounts.current()
    const server = this.#sessionAddress
    const key = JSON.stringify([server, account?.serverId, account?.userId, account?.accessToken])
    if (key === this.#lobbyKey && how === 'if-other') return
    this.#lobbyKey = key
    if (account === null || server === null) return this.#lobby.go(null)
    this.#lobby.go({
      ...{ server, name: account.userName },
      passport: this.#passports.quietPassportFor(account, server),
    })
  }

  #discover(): void {
    this.#cancelDiscovery()
    this.#store.dispatch({ kind: 'discovering' })
    this.#cancelDiscovery = this.#dependencies.discover((server) =>
      this.#store.dispatch({ kind: 'discovered', server }),
    )
  }

  async #playAlone({ itemId, startMs }: Extract<AppCommand, { kind: 'play-alone' }>): Done {
    const sitting = this.#accounts.sitting()
    if (!sitting.ok) return sitting
    const server = await this.#server.address()
    return server.ok ? playAlone(sitting.value, { server: server.value, itemId, startMs }) : server
  }

  async #answerInvitation(answer: Extract<AppCommand, { kind: 'answer-invitation' }>): Done {
    const { roomId, accept, password } = answer
    const entry = this.#store.state().inbox.find((it) => it.roomId === roomId)
    if (entry === undefined) return failure(noInvitation)
    if (!accept) return this.#lobby.decline(roomId)
    const { server, code } = entry
    return this.command({
      kind: 'companion',
      command: { kind: 'join-room', server, code, password, invitation: null },
    })
  }

  async #changeSettings(change: Parameters<SettingsDesk['change']>[0]): Done {
    const before = this.#store.state().settings
    const changed = await this.#settings.change(change)
    if (!changed.ok) return changed
    const after = this.#store.state().settings
    const hasOther = (...names: (keyof typeof after)[]) => names.some((name) => before[name] !== after[name])
    if (hasOther('playerName', 'playerPath')) void this.#players.find()
    if (hasOther('sessionServer', 'openToNetwork')) void this.#server.refresh()
    return changed
  }

  async #testServer(address: string | null): Done {
    if (address !== null) return this.#server.test(address)
    const own = await this.#server.address()
    return own.ok ? this.#server.test(own.value) : own
  }

  /** By what a person, a server or a place could be told from others, with what stands there instead. */
  #secrets(): Readonly<Record<string, string>> {
    const secrets: Record<string, string> = {}
    for (const { serverUrl, serverName, userName, accessToken } of this.#accounts.accounts()) {
      Object.assign(secrets, { [serverUrl]: 'the server', [serverName]: 'the server' })
      Object.assign(secrets, { [userName]: 'the user', [accessToken]: 'a token' })
    }
    return { ...secrets, [this.#dependencies.identity.device]: 'this machine' }
  }
}

const done = (act: () => void): Result<void, Problem> => {
  act()
  return success(undefined)
}
