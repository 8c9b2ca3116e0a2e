import type { Credentials } from '../../jellyfin/credentials.ts'
import type { Library } from '../../jellyfin/library.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openLibrary } from '../app/openLibrary.ts'
import { createCertificateDesk } from '../app/signIn/certificateDesk.ts'
import { openConfirmedCertificates } from '../settings/confirmedCertificates.ts'
import { appIdentity } from './identity.ts'
import type { Shell } from './shell.ts'
import { currentCredentials } from './signedIn.ts'

export interface SignedInLibrary {
  readonly library: Library
  readonly credentials: Credentials
  /** Closes the library and everything behind it. */
  close(): Promise<void>
}

/**
 * The library of whoever is signed in, through a door of its own where its certificate was confirmed. A problem when
 * nobody is, or it does not answer.
 */
export async function openSignedInLibrary(shell: Shell): Promise<Result<SignedInLibrary, Problem>> {
  const current = await currentCredentials(shell)
  if (!current.ok) return current
  const clock = createSystemClock()
  const doors = createCertificateDesk(openConfirmedCertificates(shell.settingsFolder, shell.explain), clock)
  const credentials = { ...current.value, serverUrl: await doors.urlFor(current.value.serverUrl) }
  const opened = await openLibrary({ credentials, clock, identity: appIdentity, logger: shell.log })
  if (!opened.ok) {
    await doors.close()
    return opened
  }
  const close = async () => {
    await opened.value.close()
    await doors.close()
  }
  return success({ library: opened.value.library, credentials: current.value, close })
}
