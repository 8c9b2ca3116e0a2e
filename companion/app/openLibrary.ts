import type { AppIdentity } from '../../jellyfin/authorization.ts'
import type { Credentials } from '../../jellyfin/credentials.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import type { Logger } from '../../jellyfin/logger.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { trustSystemAuthorities } from '../../jellyfin/systemAuthorities.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { OpenedLibrary } from './appDependencies.ts'
import { createPlainDesk } from './plainDesk.ts'

export interface LibraryWish {
  readonly credentials: Credentials
  readonly clock: Clock
  readonly identity: AppIdentity
  readonly logger: Logger
}

/** The library behind a sign-in, with a relay of its own and what answers windows about it. */
export async function openLibrary(wish: LibraryWish): Promise<Result<OpenedLibrary, Problem>> {
  const { credentials, clock, identity: app, logger } = wish
  if (credentials.serverUrl.startsWith('https:')) trustSystemAuthorities()
  const relay = await startRelay({ clock, logger })
  const library = await openJellyfinLibrary({ credentials, relay, clock, app, logger })
  if (!library.ok) {
    await relay.close()
    return library
  }
  const close = async () => {
    await library.value.close()
    await relay.close()
  }
  return success({ library: library.value, desk: createPlainDesk(library.value, relay.origin), close })
}
