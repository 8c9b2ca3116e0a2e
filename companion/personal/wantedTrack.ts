import type { TrackKind } from '../../adapters/player.ts'
import type { Languages, RememberedTrack, TrackMemory } from './preferences.ts'
import type { ListedTrack } from './trackList.ts'

/** What a viewer would have of one kind of track: leave = whatever the player and the library choose. */
export type Wanted =
  | { readonly kind: 'leave' }
  | { readonly kind: 'none' }
  | { readonly kind: 'track'; readonly track: ListedTrack }

export interface Liking {
  /** What was chosen for this film or series before; undefined = nothing. */
  readonly memory: TrackMemory | undefined
  readonly languages: Languages
}

/** What was chosen before, as far as this film has it; else the first liked language that it has. */
export function wantedTrack(tracks: readonly ListedTrack[], kind: TrackKind, liking: Liking): Wanted {
  const candidates = tracks.filter((track) => track.kind === kind)
  const remembered = liking.memory?.[kind]
  if (remembered === null) return { kind: 'none' }
  const again = remembered === undefined ? null : mostAlike(candidates, remembered)
  if (again !== null) return { kind: 'track', track: again }
  const languages = liking.languages[kind]
  if (languages === null) return { kind: 'none' }
  const liked = languages.flatMap((language) => bestIn(candidates, language) ?? [])[0]
  return liked === undefined ? { kind: 'leave' } : { kind: 'track', track: liked }
}

export const remembered = ({ language, title, forced }: ListedTrack): RememberedTrack => ({
  language,
  title,
  forced,
})

/** In the same language, and called the same if one is. One whose language nobody told has to be called the same. */
function mostAlike(candidates: readonly ListedTrack[], wanted: RememberedTrack): ListedTrack | null {
  const alike = candidates.filter((track) => {
    const isSameTitle = track.title === wanted.title
    return wanted.language === null || track.language === null
      ? isSameTitle
      : isSameLanguage(track.language, wanted.language)
  })
  const likeness = (track: ListedTrack) =>
    (track.title === wanted.title ? 2 : 0) + (track.forced === wanted.forced ? 1 : 0)
  return alike.toSorted((one, other) => likeness(other) - likeness(one))[0] ?? null
}

/** Whole subtitles before those for signs alone; the film's own default before its extras. */
function bestIn(candidates: readonly ListedTrack[], language: string): ListedTrack | null {
  const spoken = candidates.filter(
    (track) => track.language !== null && isSameLanguage(track.language, language),
  )
  const rank = (track: ListedTrack) => (track.forced ? 2 : 0) + (track.isDefault ? 0 : 1)
  return spoken.toSorted((one, other) => rank(one) - rank(other))[0] ?? null
}

/** `ger`, `deu`, `de` and `de-AT` are one language; what is no code is compared as it is written. */
function isSameLanguage(one: string, other: string): boolean {
  return languageOf(one) === languageOf(other)
}

function languageOf(code: string): string {
  try {
    return new Intl.Locale(code.replaceAll('_', '-')).language
  } catch {
    return code.toLowerCase()
  }
}
