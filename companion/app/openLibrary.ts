import type { AppIdentity } from '../../jellyfin/authorization.ts'
import { authorizationHeader, type Credentials } from '../../jellyfin/credentials.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import type { Logger } from '../../jellyfin/logger.ts'
import { ownPicture } from '../../jellyfin/ownPicture.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { trustSystemAuthorities } from '../../jellyfin/systemAuthorities.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { OpenedLibrary } from './appDependencies.ts'
import { createJellyfinDesk } from '../library/jellyfinDesk.ts'
import { createPictures } from '../library/pictures.ts'

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
  const pictures = createPictures(clock)
  const shelf = pictures.shelve({
    url: credentials.serverUrl,
    authorization: authorizationHeader(credentials, app),
  })
  const picture = shelf.address
  const library = await openJellyfinLibrary({ credentials, relay, clock, app, logger, picture })
  const closeDoors = async () => {
    pictures.close()
    await relay.close()
  }
  if (!library.ok) {
    await closeDoors()
    return library
  }
  const close = async () => {
    await library.value.close()
    await closeDoors()
  }
  const face = await ownPicture(credentials, app, clock)
  return success({
    library: library.value,
    pictureUrl: face === null ? null : picture(face),
    desk: createJellyfinDesk(library.value.catalogue, pictures),
    close,
  })
}
