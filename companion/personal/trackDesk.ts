import type { PlayerAdapter, PlayerTrack, TrackKind } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import type { TrackView } from '../../protocol/personal.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { withTrackChoice } from './preferences.ts'
import type { PreferenceStore } from './preferenceStore.ts'
import { listTracks, viewOf, type ListedTrack } from './trackList.ts'
import { remembered, wantedTrack, type Wanted } from './wantedTrack.ts'

export interface TrackDeskParts {
  readonly preferences: PreferenceStore
  player(): PlayerAdapter | null
  tell(tracks: readonly TrackView[]): void
  /** Opens the film anew as it is liked now, for this viewer alone. */
  reopen(): Promise<Result<void, Problem>>
}

/**
 * The tracks of the film that is open: chosen as they were chosen before in this film or series, or by language, and
 * remembered when the viewer chooses others, here or in the player.
 */
export interface TrackDesk {
  begin(opened: OpenedItem): void
  /** The player has told its tracks. */
  hear(tracks: readonly PlayerTrack[]): void
  /** The film is shown: from now on another choice in the player is its viewer's. */
  settle(): void
  /** By the key of a track; null = none of this kind. */
  choose(kind: TrackKind, key: string | null): Promise<Result<void, Problem>>
  /** Another liking: chooses anew, and opens the film anew where the stream lacks what is wanted now. */
  likeAnew(): Promise<Result<void, Problem>>
}

const kinds: readonly TrackKind[] = ['audio', 'subtitle']

/** Per kind, the player's number of the chosen track; undefined = not known. */
type Chosen = Partial<Record<TrackKind, number | null>>

export function createTrackDesk(parts: TrackDeskParts): TrackDesk {
  const { preferences, player, tell, reopen } = parts
  let opened: OpenedItem | null = null
  let told: readonly PlayerTrack[] = []
  let open = new Set<TrackKind>()
  /** What the player shows by our doing or by its own; while the film is being opened nobody can tell. */
  let known: Chosen | null = null

  const listed = () => listTracks(opened?.tracks ?? [], told)
  const liking = () => {
    const { tracks, languages } = preferences.recall()
    return { memory: tracks[opened?.belongsTo ?? ''], languages }
  }
  const show = () => tell(listed().map(viewOf))
  const select = (kind: TrackKind, id: number | null) => {
    if (known !== null) known = { ...known, [kind]: id }
    return player()?.selectTrack(kind, id) ?? Promise.resolve(success(undefined))
  }
  const remember = (kind: TrackKind, track: ListedTrack | null) => {
    const film = opened?.belongsTo
    if (film === undefined) return
    const choice = { [kind]: track === null ? null : remembered(track) }
    preferences.keep((before) => withTrackChoice(before, film, choice))
  }
  const wantedOf = (kind: TrackKind) => wantedTrack(listed(), kind, liking())
  /** Chooses what is wanted as soon as the player has it; a kind is done with when it shows it. */
  const apply = (kind: TrackKind) => {
    const wanted = wantedOf(kind)
    if (wanted.kind === 'leave') return void open.delete(kind)
    const target = wanted.kind === 'none' ? null : wanted.track.playerId
    // It is still on its way into the player, or in the picture already.
    if (wanted.kind === 'track' && target === null) return
    open.delete(kind)
    if (target !== chosenIn(told, kind)) void select(kind, target)
  }
  const noteViewersChoice = (kind: TrackKind) => {
    const chosen = chosenIn(told, kind)
    if (known === null || known[kind] === undefined || known[kind] === chosen) return
    known = { ...known, [kind]: chosen }
    const isIt = (track: ListedTrack) => track.kind === kind && track.playerId === chosen
    remember(kind, chosen === null ? null : (listed().find(isIt) ?? null))
  }
  return {
    begin: (next) => {
      opened = next
      told = []
      known = null
      open = new Set(kinds)
      show()
    },
    hear: (tracks) => {
      told = tracks
      for (const kind of kinds) {
        if (open.has(kind)) apply(kind)
        else noteViewersChoice(kind)
      }
      show()
    },
    settle: () => {
      known = Object.fromEntries(kinds.map((kind) => [kind, chosenIn(told, kind)]))
    },
    choose: async (kind, key) => {
      const track = listed().find((one) => one.kind === kind && one.key === key) ?? null
      if (key !== null && track === null) return failure(noSuchTrack)
      const isReopening = track?.reopens ?? isBurntIn(listed(), kind)
      if (!isReopening && (track?.playerId ?? null) === null && key !== null) return failure(notInThePlayer)
      open.delete(kind)
      remember(kind, track)
      return isReopening ? reopen() : select(kind, track?.playerId ?? null)
    },
    likeAnew: async () => {
      if (kinds.some((kind) => isOutOfReach(listed(), kind, wantedOf(kind)))) return reopen()
      for (const kind of kinds) apply(kind)
      return success(undefined)
    },
  }
}

const chosenIn = (tracks: readonly PlayerTrack[], kind: TrackKind): number | null =>
  tracks.find((track) => track.kind === kind && track.selected)?.id ?? null

/** Chosen and yet none of the player's: it is in the picture. */
const isBurntIn = (tracks: readonly ListedTrack[], kind: TrackKind): boolean =>
  tracks.some((track) => track.kind === kind && track.selected && track.playerId === null)

/** The stream that is open can never show what is wanted of this kind. */
const isOutOfReach = (
  tracks: readonly ListedTrack[],
  kind: TrackKind,
  wanted: Wanted<ListedTrack>,
): boolean =>
  wanted.kind === 'track' ? wanted.track.reopens : wanted.kind === 'none' && isBurntIn(tracks, kind)

const noSuchTrack: Problem = {
  code: 'no-such-track',
  sentence: 'This film has no such track.',
  nextStep: 'Choose one of those that are listed.',
}

const notInThePlayer: Problem = {
  code: 'track-not-in-player',
  sentence: 'The player does not offer this track.',
  nextStep: "Wait until it has loaded, or choose it in the player's own menu.",
}
