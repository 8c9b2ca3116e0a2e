import type { Credentials } from '../../jellyfin/credentials.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import type { Library } from '../../jellyfin/library.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { trustSystemAuthorities } from '../../jellyfin/systemAuthorities.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { appIdentity } from './identity.ts'
import type { Shell } from './shell.ts'
import { currentCredentials } from './signedIn.ts'

export interface SignedInLibrary {
  readonly library: Library
  readonly credentials: Credentials
  /** Closes the library and the relay behind it. */
  close(): Promise<void>
}

/** The library of whoever is signed in, with a relay of its own. A problem when nobody is, or it does not answer. */
export async function openSignedInLibrary(shell: Shell): Promise<Result<SignedInLibrary, Problem>> {
  const credentials = await currentCredentials(shell)
  if (!credentials.ok) return credentials
  if (credentials.value.serverUrl.startsWith('https:')) trustSystemAuthorities()
  const clock = createSystemClock()
  const logger = shell.log
  const relay = await startRelay({ clock, logger })
  const library = await openJellyfinLibrary({
    credentials: credentials.value,
    relay,
    clock,
    app: appIdentity,
    logger,
  })
  if (!library.ok) {
    await relay.close()
    return library
  }
  const close = async () => {
    await library.value.close()
    await relay.close()
  }
  return success({ library: library.value, credentials: credentials.value, close })
}
