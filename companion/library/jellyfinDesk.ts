import type { Catalogue } from '../../jellyfin/catalogue/catalogue.ts'
import type { LibraryDesk } from '../app/libraryDesk.ts'
import type { Pictures } from './pictures.ts'

/** Answers windows from an open library; `pictures` are those that its catalogue gives addresses of. */
export const createJellyfinDesk = (catalogue: Catalogue, pictures: Pictures): LibraryDesk => ({
  ...catalogue,
  picture: (name, signal) => pictures.open(name, signal),
})
