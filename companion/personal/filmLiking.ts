import type { ItemDetails, ItemLiking, ItemVersion, TrackChoice } from '../../protocol/bridge/query.ts'
import type { FilmLiking } from '../../protocol/personal.ts'
import {
  withoutTrackChoice,
  withTrackChoice,
  withVersion,
  type Preferences,
  type TrackMemory,
} from './preferences.ts'
import { wantedTrack } from './wantedTrack.ts'

/** The preferences with something else liked in a film. */
export function withLiking(
  preferences: Preferences,
  { itemId, belongsTo }: { readonly itemId: string; readonly belongsTo: string },
  liking: FilmLiking,
): Preferences {
  const choose = (choice: TrackMemory) => withTrackChoice(preferences, belongsTo, choice)
  switch (liking.kind) {
    case 'version':
      return withVersion(preferences, itemId, liking.versionId)
    case 'track':
      return choose({ [liking.track]: liking.wanted })
    case 'no-track':
      return choose({ [liking.track]: null })
    case 'leave-track':
      return withoutTrackChoice(preferences, belongsTo, liking.track)
  }
}

/** What the viewer gets when they open the item: the same choice that is made when it is open, made beforehand. */
export function likingOf(item: ItemDetails, preferences: Preferences): ItemLiking {
  const liked = preferences.versions[item.card.id]
  const version = item.versions.find(({ id }) => id === liked) ?? null
  const tracks = (version ?? item.versions[0])?.tracks ?? []
  const memory = preferences.tracks[item.belongsTo]
  const choice = (kind: 'audio' | 'subtitle') =>
    choiceOf(wantedTrack(tracks, kind, { memory, languages: preferences.languages }))
  return { versionId: version?.id ?? null, audio: choice('audio'), subtitle: choice('subtitle') }
}

const choiceOf = (wanted: ReturnType<typeof wantedTrack<ItemVersion['tracks'][number]>>): TrackChoice =>
  wanted.kind === 'track' ? { kind: 'track', key: wanted.track.key } : wanted
