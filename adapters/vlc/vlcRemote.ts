import type { PlayerResult, TrackKind } from '../player.ts'

/** How a VLC is asked and told: through the page of ours that it serves, or through the one that it comes with. */
export interface VlcRemote {
  /** Asks only. Waiting for a refresh holds every other request back, so the wait is a short one. */
  read(wish?: ReadingWish): Promise<PlayerResult<VlcReading>>
  /** Tells, and asks what came of it: what VLC has taken shows in the answer, though it may act a little later. */
  tell(command: VlcCommand): Promise<PlayerResult<VlcReading>>
}

export interface ReadingWish {
  /** Answer when the position is refreshed, or after this long. A page that cannot wait answers at once. */
  readonly refreshWithinMs?: number
  readonly withTracks?: boolean
}

export type VlcCommand =
  | {
      readonly kind: 'load'
      readonly url: string
      readonly title: string
      readonly options: readonly string[]
    }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly positionMs: number }
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'volume'; readonly percent: number }
  | { readonly kind: 'sound-delay'; readonly delayMs: number }
  | { readonly kind: 'fullscreen'; readonly fullscreen: boolean }
  | { readonly kind: 'track'; readonly track: TrackKind; readonly id: number | null }
  | { readonly kind: 'subtitle'; readonly url: string; readonly selected: boolean }
  | { readonly kind: 'message'; readonly text: string; readonly durationMs: number }
  | { readonly kind: 'quit' }

/** What VLC said about itself, and between which instants of the local clock that was true. */
export interface VlcReading {
  readonly earliestMs: number
  readonly latestMs: number
  /** When the second of the time of day began in which that was; null = the page does not tell. */
  readonly secondBegan: { readonly notBeforeMs: number; readonly notAfterMs: number } | null
  /** Which entry of its playlist is open; null = none ever was. */
  readonly item: string | null
  readonly title: string | null
  /** Null: nothing is open. */
  readonly film: FilmReading | null
  readonly volumePercent: number
  /** VLC's name of the device that the sound goes to; null = there is no sound, or VLC does not say. */
  readonly audioDevice: string | null
  /** The rate that VLC had when it was told another one; null = it was not, or the page does not say. */
  readonly foundRate: number | null
}

export interface FilmReading {
  readonly state: FilmState
  /** The position that VLC shows: right when it was refreshed, and as old as that. */
  readonly shownMs: number
  /** At this instant it was seen already. */
  readonly seenMs: number
  /** At this instant the position before was still seen; null = as of the reading before. */
  readonly unrefreshedMs: number | null
  /** What `shownMs` may be wrong by, beyond its age. */
  readonly vagueMs: number
  /** As it plays, which is not quite what it was told. */
  readonly rate: number
  /** Share of the buffer that is filled, 0 to 1; null = VLC does not say. */
  readonly buffered: number | null
  readonly lengthMs: number | null
  readonly tracks: TracksReading | null
}

/** `over` is seen for an instant only: then nothing is open any more. */
export type FilmState = 'opening' | 'playing' | 'paused' | 'over'

export interface TracksReading {
  /** Differs whenever the tracks or the choice among them do. */
  readonly print: string
  readonly audio: number | null
  readonly subtitle: number | null
  /** Null unless wished for. */
  readonly choices: readonly TrackChoice[] | null
}

export interface TrackChoice {
  readonly kind: TrackKind
  readonly id: number
  readonly title: string
}
