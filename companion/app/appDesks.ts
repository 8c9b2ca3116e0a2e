import { initialAppState } from '../../protocol/bridge/appState.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import { openAccountBook, type AccountBook } from '../settings/accounts.ts'
import { openConfirmedCertificates } from '../settings/confirmedCertificates.ts'
import { openTrustedServers } from '../settings/trustedServers.ts'
import { AccountDesk } from './accountDesk.ts'
import type { AppDependencies } from './appDependencies.ts'
import { createAppStore, type AppStore } from './appStore.ts'
import { createCalibrationDesk, type CalibrationDesk } from './calibrationDesk.ts'
import { createDoctorDesk, type DoctorDesk } from './doctorDesk.ts'
import { createPlayerDesk, type PlayerDesk } from './playerDesk.ts'
import { createLinkDesk, type LinkDesk } from './rooms/linkDesk.ts'
import { createLobbyDesk, type LobbyDesk } from './rooms/lobbyDesk.ts'
import { createPassportDesk, type PassportDesk } from './rooms/passportDesk.ts'
import { ServerDesk } from './rooms/serverDesk.ts'
import { createSettingsDesk, type SettingsDesk } from './settingsDesk.ts'
import { createCertificateDesk, type CertificateDesk } from './signIn/certificateDesk.ts'
import { SignInDesk } from './signIn/signInDesk.ts'
import { openSitting } from './sitting.ts'

/** The parts of the app, each with a matter of its own; they share the store and nothing else. */
export interface AppDesks {
  readonly store: AppStore
  readonly certificates: CertificateDesk
  readonly signIn: SignInDesk
  readonly accounts: AccountDesk
  readonly settings: SettingsDesk
  readonly players: PlayerDesk
  readonly server: ServerDesk
  readonly passports: PassportDesk
  readonly lobby: LobbyDesk
  readonly links: LinkDesk
  readonly doctor: DoctorDesk
  readonly calibration: CalibrationDesk
  /** By what a person, a server or a place could be told from others, with what stands there instead. */
  secrets(): Readonly<Record<string, string>>
}

export function openDesks(dependencies: AppDependencies): AppDesks {
  const { facts, settingsFolder: folder, clock, players: registry } = dependencies
  const store = createAppStore({ ...initialAppState, app: facts })
  const onCorrupt = (problem: Problem) => store.notify('problem', problem)
  const { vault } = dependencies
  const book = openAccountBook({ folder, onCorrupt, ...(vault === undefined ? {} : { vault }) })
  const certificates = createCertificateDesk(openConfirmedCertificates(folder, onCorrupt), clock)
  const players = createPlayerDesk(registry, store)
  const passports = createPassportDesk({
    ...{ clock, store, trusted: openTrustedServers(folder, onCorrupt) },
    isOurs: (address) => server.isOurs(address),
    onTrusted: () => lobby.returnTo(),
  })
  const common = { dependencies, store, book, certificates }
  const accounts: AccountDesk = openAccounts({
    ...{ ...common, players, passports },
    signIn: () => signIn,
    server: () => server,
    lobby: () => lobby,
  })
  const signIn = new SignInDesk({
    ...common,
    isSignedIn: () => accounts.current() !== null,
    onSignedIn: (credentials) => accounts.keep(credentials),
  })
  const lobby = openLobby(common, accounts, passports)
  const server = new ServerDesk({
    ...{ dependencies, store },
    jellyfins: () => Promise.all(accounts.accounts().map(({ serverUrl }) => certificates.urlFor(serverUrl))),
    onAddress: (address) => lobby.moveTo(address),
  })
  const command = (companionCommand: CompanionCommand) => commandOf(accounts, companionCommand)
  const secrets = () => secretsOf(accounts, dependencies)
  return {
    ...{ store, certificates, signIn, accounts, players, server, passports, lobby, secrets },
    settings: createSettingsDesk(folder, store),
    links: createLinkDesk({ store, usualServer: () => lobby.server(), command }),
    calibration: createCalibrationDesk({
      ...{ store, launchPlayer: players.launch },
      sitting: () => accounts.sitting(),
    }),
    doctor: createDoctorDesk({
      ...{ dependencies, store, players, secrets },
      sitting: () => accounts.sitting(),
      sessionServer: () => server.address(),
      passportFor: (address) => {
        const account = accounts.current()
        return account === null ? null : passports.quietPassportFor(account, address)
      },
    }),
  }
}

interface Groundwork {
  readonly dependencies: AppDependencies
  readonly store: AppStore
  readonly book: AccountBook
  readonly certificates: CertificateDesk
}

interface AccountSurroundings extends Groundwork {
  readonly players: PlayerDesk
  readonly passports: PassportDesk
  signIn(): SignInDesk
  server(): ServerDesk
  lobby(): LobbyDesk
}

function openAccounts(parts: AccountSurroundings): AccountDesk {
  const { dependencies, store, book, certificates, players, passports } = parts
  return new AccountDesk({
    ...{ dependencies, store, book },
    urlFor: (serverUrl) => certificates.urlFor(serverUrl),
    openSitting: async (account, onSignedOut) =>
      openSitting({
        ...{ account, dependencies, onSignedOut },
        asked: { ...account, serverUrl: await certificates.urlFor(account.serverUrl) },
        launchPlayer: players.launch,
        passportFor: (server) => passports.passportFor(account, server),
        sessionServer: () => parts.server().address(),
        replayMs: () => store.state().settings.replayMs,
        strictness: () => store.state().settings.sync,
        onState: (state) => store.dispatch({ kind: 'companion', state }),
        onProblem: (problem) => store.notify('problem', problem),
      }),
    onAccount: (account) => {
      // What was asked was asked of somebody else.
      passports.close()
      if (account === null) parts.signIn().begin()
      else parts.signIn().leave()
      void parts.server().refresh()
      parts.lobby().refresh()
    },
    onSignedOut: (account, problem) => {
      store.notify('problem', problem)
      void parts.signIn().connect(account.serverUrl)
    },
  })
}

function openLobby(
  { dependencies, store }: Groundwork,
  accounts: AccountDesk,
  passports: PassportDesk,
): LobbyDesk {
  const { clock, openWire, identity } = dependencies
  return createLobbyDesk({
    ...{ store, clock, openWire, passports },
    app: { name: identity.name, version: identity.version },
    random: () => dependencies.random(),
    account: () => accounts.current(),
  })
}

export async function commandOf(
  accounts: AccountDesk,
  command: CompanionCommand,
): Promise<Result<void, Problem>> {
  const sitting = accounts.sitting()
  return sitting.ok ? sitting.value.command(command) : sitting
}

function secretsOf(accounts: AccountDesk, { identity }: AppDependencies): Record<string, string> {
  const secrets: Record<string, string> = { [identity.device]: 'this machine' }
  for (const { serverUrl, serverName, userName, accessToken } of accounts.accounts()) {
    Object.assign(secrets, { [serverUrl]: 'the server', [serverName]: 'the server' })
    Object.assign(secrets, { [userName]: 'the user', [accessToken]: 'a token' })
  }
  return secrets
}
