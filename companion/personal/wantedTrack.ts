import type { TrackKind } from '../../adapters/player.ts'
import type { RememberedTrack, TrackView } from '../../protocol/personal.ts'
import type { Languages, TrackMemory } from './preferences.ts'

/** What is known of a track when it is chosen, in a player or before there is one. */
export type Candidate = Readonly<Pick<TrackView, 'kind' | 'title' | 'language' | 'forced' | 'isDefault'>>

/** What a viewer would have of one kind of track: leave = whatever the player and the library choose. */
export type Wanted<Track extends Candidate> =
  { readonly kind: 'leave' } | { readonly kind: 'none' } | { readonly kind: 'track'; readonly track: Track }

export interface Liking {
  /** What was chosen for this film or series before; undefined = nothing. */
  readonly memory: TrackMemory | undefined
  readonly languages: Languages
}

/** What was chosen before, as far as this film has it; else the first liked language that it has. */
export function wantedTrack<Track extends Candidate>(
  tracks: readonly Track[],
  kind: TrackKind,
  liking: Liking,
): Wanted<Track> {
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

export const remembered = ({ language, title, forced }: Candidate): RememberedTrack => ({
  language,
  title,
  forced,
})

/** In the same language, and called the same if one is. One whose language nobody told has to be called the same. */
function mostAlike<Track extends Candidate>(
  candidates: readonly Track[],
  wanted: RememberedTrack,
): Track | null {
  const alike = candidates.filter((track) => {
    const isSameTitle = track.title === wanted.title
    return wanted.language === null || track.language === null
      ? isSameTitle
      : isSameLanguage(track.language, wanted.language)
  })
  const likeness = (track: Candidate) =>
    (track.title === wanted.title ? 2 : 0) + (track.forced === wanted.forced ? 1 : 0)
  return alike.toSorted((one, other) => likeness(other) - likeness(one))[0] ?? null
}

/** Whole subtitles before those for signs alone; the film's own default before its extras. */
function bestIn<Track extends Candidate>(candidates: readonly Track[], language: string): Track | null {
  const spoken = candidates.filter(
    (track) => track.language !== null && isSameLanguage(track.language, language),
  )
  const rank = (track: Candidate) => (track.forced ? 2 : 0) + (track.isDefault ? 0 : 1)
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
