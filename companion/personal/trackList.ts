import type { PlayerTrack, TrackKind } from '../../adapters/player.ts'
import type { MediaTrack } from '../../jellyfin/library.ts'
import type { TrackView } from '../../protocol/personal.ts'

/** A track that the viewer may choose, and how it is chosen. */
export interface ListedTrack extends TrackView {
  /** The player's number of it; null = the player does not have it (yet). */
  readonly playerId: number | null
  /** The library's; null = the viewer has added it in the player. */
  readonly index: number | null
}

/**
 * One list from what the library knows (languages, titles, all of them) and what the player has (numbers, which one is
 * chosen). Within the stream both count alike, kind by kind; files of their own are known by their address or, where
 * the player does not tell it, come after the others in the order in which they were given.
 */
export function listTracks(
  library: readonly MediaTrack[],
  player: readonly PlayerTrack[],
): readonly ListedTrack[] {
  return [...ofKind('audio', library, player), ...ofKind('subtitle', library, player)]
}

function ofKind(
  kind: TrackKind,
  library: readonly MediaTrack[],
  player: readonly PlayerTrack[],
): readonly ListedTrack[] {
  const known = library.filter((track) => track.kind === kind)
  const there = player.filter((track) => track.kind === kind)
  const pairs = pairsOf(known, there)
  const taken = new Set(pairs.values())
  const own = there.filter((track) => !taken.has(track))
  const isBurntIn = known.some(({ delivery }) => delivery.kind === 'burnt-in')
  return [
    ...known.map((track) => merged(track, pairs.get(track) ?? null, isBurntIn)),
    ...own.map((track) => addedByHand(track)),
  ]
}

function pairsOf(
  known: readonly MediaTrack[],
  there: readonly PlayerTrack[],
): ReadonlyMap<MediaTrack, PlayerTrack> {
  const pairs = new Map<MediaTrack, PlayerTrack>()
  const within = known.filter(({ delivery }) => delivery.kind === 'stream')
  const files = known.filter(({ delivery }) => delivery.kind === 'file')
  const tellsAddresses = there.some(({ address }) => address !== null)
  const embedded = tellsAddresses ? there.filter(({ address }) => address === null) : there
  within.forEach((track, index) => pair(pairs, track, embedded[index]))
  files.forEach((track, index) => {
    const url = track.delivery.kind === 'file' ? track.delivery.url : null
    const byAddress = there.find(({ address }) => address !== null && address === url)
    pair(pairs, track, byAddress ?? (tellsAddresses ? undefined : there[within.length + index]))
  })
  return pairs
}

function pair(pairs: Map<MediaTrack, PlayerTrack>, track: MediaTrack, partner: PlayerTrack | undefined) {
  if (partner !== undefined) pairs.set(track, partner)
}

function merged(track: MediaTrack, partner: PlayerTrack | null, isBurntIn: boolean): ListedTrack {
  const { kind, index, title, language, codec, forced, isDefault, delivery } = track
  const isBurning = delivery.kind === 'burnt-in'
  // What is in the picture can only be got rid of, or replaced, by another picture.
  const reopens = delivery.kind === 'left-out' || (kind === 'subtitle' && isBurntIn && !isBurning)
  return {
    ...{ kind, title, codec, forced, isDefault, index },
    key: libraryKey(index),
    language: language ?? partner?.language ?? null,
    external: delivery.kind === 'file',
    selected: isBurning || (partner?.selected ?? false),
    available: isBurning || reopens || partner !== null,
    reopens,
    playerId: partner?.id ?? null,
  }
}

const addedByHand = (track: PlayerTrack): ListedTrack => ({
  ...{ kind: track.kind, title: track.title, language: track.language, codec: track.codec },
  ...{ forced: track.forced, external: track.address !== null, isDefault: track.isDefault },
  ...{ selected: track.selected, available: true, reopens: false, playerId: track.id, index: null },
  key: `player-${track.id}`,
})

/** The key of a track by the library's number of it. */
export const libraryKey = (index: number): string => `library-${index}`

/** For faces: without what only choosing needs. */
export const viewOf = ({ playerId: _playerId, index: _index, ...view }: ListedTrack): TrackView => view
