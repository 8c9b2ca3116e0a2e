import type { Credentials } from '../../../jellyfin/credentials.ts'
import type { Problem } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'
import { Lobby, type LobbyParts } from './lobby.ts'
import type { PassportDesk } from './passportDesk.ts'

export interface LobbyDeskParts extends LobbyParts {
  account(): Credentials | null
  readonly passports: Pick<PassportDesk, 'quietPassportFor'>
}

/** Where rooms and invitations are listened for: as whoever is signed in, at the session server that is set. */
export interface LobbyDesk {
  /** The session server that is set; null = it cannot be reached. */
  moveTo(server: string | null): void
  server(): string | null
  /** Somebody else is signed in; goes there again only if anything is different. */
  refresh(): void
  /** The server lets somebody in now who had to stay away. */
  returnTo(): void
  decline(roomId: string): Promise<Result<void, Problem>>
  close(): void
}

export function createLobbyDesk(parts: LobbyDeskParts): LobbyDesk {
  const lobby = new Lobby(parts)
  let server: string | null = null
  let visited = ''
  const visit = (key: string) => {
    const account = parts.account()
    visited = key
    if (account === null || server === null) return lobby.go(null)
    const passport = parts.passports.quietPassportFor(account, server)
    lobby.go({ server, name: account.userName, passport })
  }
  const keyNow = () => {
    const account = parts.account()
    return JSON.stringify([server, account?.serverId, account?.userId, account?.accessToken])
  }
  const refresh = () => {
    const key = keyNow()
    if (key !== visited) visit(key)
  }
  return {
    refresh,
    server: () => server,
    moveTo: (address) => {
      server = address
      refresh()
    },
    returnTo: () => visit(keyNow()),
    decline: (roomId) => lobby.decline(roomId),
    close: () => lobby.close(),
  }
}
