import type { Credentials } from '../../../jellyfin/credentials.ts'
import { success } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Passport } from '../../session/passport.ts'
import { createTrustedPassport } from '../../session/trustedPassport.ts'
import type { TrustedServers } from '../../settings/trustedServers.ts'
import type { AppStore } from '../appStore.ts'

export interface PassportDeskParts {
  readonly clock: Clock
  readonly store: AppStore
  readonly trusted: TrustedServers
  /** Whether a session server runs within this app: it need not be asked about. */
  isOurs(server: string): boolean
  /** Somebody agreed to a server: what had to do without them may try again. */
  onTrusted(server: string): void
}

/** What is shown to session servers; whom the person has not confirmed yet is asked about, once for each server. */
export interface PassportDesk {
  /** One for each server and account. It asks the person when it has to. */
  passportFor(account: Credentials, server: string): Passport
  /** One that asks nobody: where the person has not agreed, it has nothing to show. */
  quietPassportFor(account: Credentials, server: string): Passport
  answer(server: string, agrees: boolean): void
  /** Whatever is asked is not any more. */
  close(): void
}

type Answer = (agrees: boolean) => void

export function createPassportDesk(parts: PassportDeskParts): PassportDesk {
  const { clock, store, trusted } = parts
  const passports = new Map<string, Passport>()
  let pending: { readonly server: string; readonly answer: Answer } | null = null

  const settle = (agrees: boolean) => {
    const asked = pending
    pending = null
    store.dispatch({ kind: 'trust', question: null })
    asked?.answer(agrees)
  }
  const ask = (account: Credentials, server: string): Promise<boolean> => {
    if (pending !== null) settle(false)
    return new Promise((resolve) => {
      pending = { server, answer: resolve }
      const { serverName: libraryName, userName } = account
      const question = { server, host: new URL(server).host, libraryName, userName }
      store.dispatch({ kind: 'trust', question })
    })
  }
  const passport = (account: Credentials, server: string, mayAsk: boolean) =>
    createTrustedPassport({
      ...{ server, clock, account },
      trusted: {
        isTrusted: (trust) =>
          parts.isOurs(server) ? Promise.resolve(success(true)) : trusted.isTrusted(trust),
        trust: async (trust) => {
          const kept = await trusted.trust(trust)
          if (kept.ok) parts.onTrusted(server)
          return kept
        },
      },
      agrees: async () => success(mayAsk && (await ask(account, server))),
    })
  return {
    passportFor: (account, server) => {
      const key = `${server} ${account.serverId} ${account.userId} ${account.accessToken}`
      const known = passports.get(key) ?? passport(account, server, true)
      passports.set(key, known)
      return known
    },
    quietPassportFor: (account, server) => passport(account, server, false),
    answer: (server, agrees) => {
      if (pending?.server === server) settle(agrees)
    },
    close: () => {
      if (pending !== null) settle(false)
    },
  }
}
