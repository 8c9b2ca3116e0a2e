import type { Library } from '../../jellyfin/library.ts'
import { openAsLiked } from './openAsLiked.ts'
import type { PreferenceStore } from './preferenceStore.ts'

/** The same library, which opens items in the quality and with the tracks that this viewer likes at the time. */
export const likedLibrary = (library: Library, preferences: PreferenceStore): Library => ({
  ...library,
  open: (request) => openAsLiked(library, request, preferences.recall()),
})
