import type { AppCommand } from '../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'
import type { AnswerOf, AppQuery } from '../../protocol/bridge/query.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { answerQuery } from './answerQuery.ts'
import type { App } from './appApi.ts'
import type { AppDependencies } from './appDependencies.ts'
import { commandOf, openDesks, type AppDesks } from './appDesks.ts'
import { noInvitation } from './appProblems.ts'
import type { Picture } from './libraryDesk.ts'
import { playAlone } from './rooms/playAlone.ts'
import { watchSample } from './rooms/watchSample.ts'
import type { SettingsChange } from './settingsDesk.ts'

type Done = Promise<Result<void, Problem>>
type CommandOf<Kind extends AppCommand['kind']> = Extract<AppCommand, { kind: Kind }>

/** The app without a face. It is there at once; what it finds out comes into its state. */
export function createApp(dependencies: AppDependencies): App {
  return new HeadlessApp(dependencies)
}

class HeadlessApp implements App {
  readonly #dependencies: AppDependencies
  readonly #desks: AppDesks
  readonly #started: Promise<void>
  #cancelDiscovery: Cancel = () => undefined

  constructor(dependencies: AppDependencies) {
    this.#dependencies = dependencies
    this.#desks = openDesks(dependencies)
    this.#started = this.#start()
  }

  nowMs(): number {
    return this.#dependencies.clock.nowMs()
  }

  state(): AppState {
    return this.#desks.store.state()
  }

  onState(listener: (state: AppState) => void): Cancel {
    return this.#desks.store.onState(listener)
  }

  async command(command: AppCommand): Done {
    await this.#started
    const { accounts, signIn, links, players, doctor, calibration, passports, store } = this.#desks
    switch (command.kind) {
      case 'companion':
        return commandOf(accounts, command.command)
      case 'connect-server':
        return signIn.connect(command.address)
      case 'trust-certificate':
        return signIn.trustCertificate(command.fingerprint)
      case 'sign-in':
        return signIn.withPassword(command.userName, command.password)
      case 'quick-connect':
        return signIn.withQuickConnect()
      case 'back':
        return done(() => signIn.back())
      case 'add-account':
        return done(() => signIn.begin())
      case 'switch-account':
        return accounts.switchTo(command)
      case 'sign-out':
        return accounts.signOut(command)
      case 'retry-library':
        return accounts.retry()
      case 'discover':
        return done(() => this.#discover())
      case 'play-alone':
        return this.#playAlone(command)
      case 'watch-sample':
        return this.#watchSample()
      case 'open-link':
        return links.open(command.link)
      case 'follow-link':
        return links.follow(command.password)
      case 'drop-link':
        return done(() => links.drop())
      case 'answer-invitation':
        return this.#answerInvitation(command)
      case 'answer-trust':
        return done(() => passports.answer(command.server, command.agrees))
      case 'change-settings':
        return this.#changeSettings(command.change)
      case 'find-players':
        return players.find().then(success)
      case 'examine':
        return doctor.examine()
      case 'stop-examining':
        return done(() => doctor.stop())
      case 'begin-calibration':
        return calibration.begin()
      case 'shift-sound':
        return calibration.shift(command.byMs)
      case 'end-calibration':
        return calibration.end(command.keep)
      case 'test-session-server':
        return this.#testServer(command.address)
      case 'dismiss-notice':
        return done(() => store.dispatch({ kind: 'notice-dismissed', id: command.id }))
    }
  }

  async query<Query extends AppQuery>(query: Query): Promise<Result<AnswerOf<Query['kind']>, Problem>> {
    await this.#started
    const { accounts, passports, store, secrets } = this.#desks
    const account = accounts.current()
    const answer = await answerQuery(query, {
      state: store.state(),
      system: this.#dependencies.system,
      sitting: accounts.sitting(),
      passportFor: (server) => (account === null ? null : passports.passportFor(account, server)),
      secrets: secrets(),
    })
    // Which answer belongs to which kind, the desk's interface holds together; a union cannot say it.
    return answer as Result<AnswerOf<Query['kind']>, Problem>
  }

  async picture(name: string, signal: AbortSignal): Promise<Result<Picture, Problem>> {
    const { accounts, signIn } = this.#desks
    const sitting = accounts.sitting()
    const own = sitting.ok ? await sitting.value.desk.picture(name, signal) : sitting
    return own.ok ? own : signIn.picture(name, signal)
  }

  async close(): Promise<void> {
    const { signIn, passports, doctor, calibration, lobby, accounts, server, certificates } = this.#desks
    await this.#started
    await calibration.end(false)
    this.#cancelDiscovery()
    signIn.close()
    passports.close()
    doctor.stop()
    lobby.close()
    await accounts.close()
    await Promise.all([server.close(), certificates.close()])
  }

  async #start(): Promise<void> {
    const { settings, players, accounts, server, store } = this.#desks
    await settings.read()
    void players.find()
    this.#discover()
    const read = await accounts.start()
    if (!read.ok) store.notify('problem', read.problem)
    void server.refresh()
  }

  #discover(): void {
    const { store } = this.#desks
    this.#cancelDiscovery()
    store.dispatch({ kind: 'discovering' })
    this.#cancelDiscovery = this.#dependencies.discover((server) =>
      store.dispatch({ kind: 'discovered', server }),
    )
  }

  async #playAlone({ itemId, startMs }: CommandOf<'play-alone'>): Done {
    const sitting = this.#desks.accounts.sitting()
    if (!sitting.ok) return sitting
    const server = await this.#desks.server.address()
    return server.ok ? playAlone(sitting.value, { server: server.value, itemId, startMs }) : server
  }

  async #watchSample(): Done {
    const sitting = this.#desks.accounts.sitting()
    if (!sitting.ok) return sitting
    const server = await this.#desks.server.address()
    return server.ok ? watchSample(sitting.value, server.value) : server
  }

  async #answerInvitation({ roomId, accept, password }: CommandOf<'answer-invitation'>): Done {
    const { store, lobby, accounts } = this.#desks
    const entry = store.state().inbox.find((it) => it.roomId === roomId)
    if (entry === undefined) return failure(noInvitation)
    if (!accept) return lobby.decline(roomId)
    const { server, code } = entry
    return commandOf(accounts, { kind: 'join-room', server, code, password, invitation: null })
  }

  async #changeSettings(change: SettingsChange): Done {
    const { settings, players, server, store } = this.#desks
    const before = store.state().settings
    const changed = await settings.change(change)
    if (!changed.ok) return changed
    const after = store.state().settings
    const isOther = (name: keyof typeof after) => before[name] !== after[name]
    if (isOther('playerName') || isOther('playerPath')) void players.find()
    if (isOther('sessionServer') || isOther('openToNetwork')) void server.refresh()
    return changed
  }

  async #testServer(address: string | null): Done {
    const { server } = this.#desks
    if (address !== null) return server.test(address)
    const own = await server.address()
    return own.ok ? server.test(own.value) : own
  }
}

const done = (act: () => void): Result<void, Problem> => {
  act()
  return success(undefined)
}
