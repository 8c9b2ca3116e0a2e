import type { Problem } from '../protocol/problem.ts'
import type { Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'
import type { Observation } from '../sync/observation.ts'

/**
 * The page that every adapter author reads. An adapter drives one player process (or one player the viewer runs)
 * and speaks milliseconds; it decides nothing about sync. `tests/contracts/playerAdapter` is what it has to pass,
 * and whatever differs between players is a capability, never a name.
 */
export interface PlayerAdapter {
  readonly capabilities: PlayerCapabilities
  readonly identity: PlayerIdentity
  /** A face over the picture, where the player can have one; absent where it cannot. */
  readonly face?: InPlayerFace

  /**
   * Opens the media paused at `media.startMs` and resolves when the first frame there is shown and the buffer
   * suffices to move. The returned position is where the player really landed (frame grid), ms.
   */
  load(media: PlayerMedia): Promise<PlayerResult<Landing>>

  /** Idempotent. Resolves when the player has obeyed. */
  play(): Promise<PlayerResult<void>>

  /** Idempotent. Resolves when the player has obeyed. */
  pause(): Promise<PlayerResult<void>>

  /** Exact seek, in the present pause state. Resolves when the player can move on from there. */
  seek(positionMs: number): Promise<PlayerResult<Landing>>

  /** Refused when `capabilities.rate` is null. Resolves when accepted; it acts `rate.delayMs` later. */
  setRate(rate: number): Promise<PlayerResult<void>>

  /** Senses the player now. At most one request is under way at a time; bounded in time. */
  observe(): Promise<PlayerResult<Observation>>

  /** Shows one line on the picture for `durationMs`. Does nothing where `capabilities.messages` is false. */
  showMessage(text: string, durationMs: number): Promise<PlayerResult<void>>

  setVolume(percent: number): Promise<PlayerResult<void>>
  setMuted(muted: boolean): Promise<PlayerResult<void>>
  setFullscreen(fullscreen: boolean): Promise<PlayerResult<void>>

  /** Lets the sound come this much later than the picture, negative = earlier; beyond the player's reach it does what it can. */
  setSoundDelay(delayMs: number): Promise<PlayerResult<void>>

  /** Chooses among the tracks last told by a `tracks` event; null switches the kind off. */
  selectTrack(kind: TrackKind, trackId: number | null): Promise<PlayerResult<void>>

  /** Everything that happens in the player, in order, whoever caused it. Listeners must not block. */
  onEvent(listener: (event: PlayerEvent) => void): Cancel

  /** Ends a launched player, lets go of an attached one. Resolves when it is gone. Idempotent. */
  close(): Promise<void>
}

/**
 * What the viewer sees of the room over the picture and does about it there. Showing is never waited for: a player
 * that is still getting ready shows the last lines later, one that cannot show them drops them.
 */
export interface InPlayerFace {
  /** Adds lines to those that are shown; they fade by themselves. */
  showLines(lines: readonly FaceLine[]): void
  /** The line of figures, null = there is nothing to tell. It is seen while the viewer wants it (`figures`). */
  showFigures(text: string | null): void
  /** What holds for this viewer at the moment, seen until it is another; null = nothing does. */
  showNote(text: string | null): void
  /** What the viewer asks for through the face. */
  onRequest(listener: (request: FaceRequest) => void): Cancel
}

export type FaceLine =
  | { readonly kind: 'event'; readonly text: string }
  | { readonly kind: 'chat'; readonly name: string; readonly text: string }

export type FaceRequest =
  /** A line for the chat. */
  | { readonly kind: 'typed'; readonly text: string }
  /** resync = everyone in step; replay = what did they say?; back = from the replay; ready = the other way round. */
  | { readonly kind: 'asked'; readonly what: 'resync' | 'replay' | 'back' | 'ready' }
  /** The own offset, this much further ahead of the room. */
  | { readonly kind: 'offset'; readonly byMs: number }
  | { readonly kind: 'figures'; readonly wanted: boolean }

export type PlayerResult<Value> = Result<Value, Problem>

/** What differs between players. */
export interface PlayerCapabilities {
  /** Name for people ("MPV 0.35.1"); code never looks at it. */
  readonly name: string
  /** The oldest version that the adapter was tried with, where this one is older still. */
  readonly triedFrom?: string
  /** Null: the player cannot change its speed, it can only be sought. */
  readonly rate: RateCapability | null
  /** Smallest believable `uncertaintyMs` of an observation while playing. */
  readonly sensingMs: number
  /** From play() to first movement, measured; a start aims this much earlier. */
  readonly actuationMs: number
  /** After a command other than setRate, positions mean nothing for this long. */
  readonly settleMs: number
  /** A first guess of how long a seek while playing takes; the follower learns the real figure. */
  readonly seekMs: number
  readonly messages: boolean
  /** Whether it tells its tracks and lets them be chosen. */
  readonly tracks: boolean
}

export interface RateCapability {
  readonly minimum: number
  readonly maximum: number
  /** From setRate() until it is heard; nothing is judged before. */
  readonly delayMs: number
}

/** Where the player can be found from outside: for measuring, never for deciding. */
export interface PlayerIdentity {
  readonly pid: number | null
  /** Control socket, pipe or address; null when there is none. */
  readonly control: string | null
  readonly launched: boolean
  /** Path of the program, where it is one of ours. */
  readonly program?: string
}

export interface PlayerMedia {
  /** Address on the loopback relay: it carries no credential. */
  readonly url: string
  readonly title: string
  readonly startMs: number
  readonly subtitles: readonly PlayerSubtitle[]
  /** Length as the library tells it, for a player that tells its own in whole seconds only. */
  readonly durationMs?: number | null
}

export interface PlayerSubtitle {
  readonly url: string
  readonly title: string
  readonly language: string | null
  readonly selected: boolean
}

export interface Landing {
  readonly positionMs: number
}

export type TrackKind = 'audio' | 'subtitle'

export interface PlayerTrack {
  readonly kind: TrackKind
  readonly id: number
  readonly title: string
  readonly language: string | null
  readonly codec: string | null
  readonly forced: boolean
  readonly isDefault: boolean
  /** Where a track that is a file of its own was opened from; null = within the film, or the player does not tell. */
  readonly address: string | null
  readonly selected: boolean
}

/** The device that the sound goes to; `id` stays the same from run to run. */
export interface AudioDevice {
  readonly id: string
  readonly title: string
}

export type PlayerEvent =
  /** `positionMs` is where the player stood or stands, when it can tell at once. */
  | { readonly kind: 'paused'; readonly paused: boolean; readonly positionMs: number | null }
  /** A seek began, whoever asked for it. */
  | { readonly kind: 'seeking' }
  /** Playback goes on after a seek or a load, at `positionMs`. */
  | { readonly kind: 'sought'; readonly positionMs: number }
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'buffering'; readonly buffering: boolean }
  | { readonly kind: 'ended' }
  /** The viewer opened something else by hand. */
  | { readonly kind: 'foreign-media'; readonly title: string }
  | { readonly kind: 'stream-failed'; readonly problem: Problem }
  | { readonly kind: 'volume'; readonly percent: number; readonly muted: boolean }
  | { readonly kind: 'tracks'; readonly tracks: readonly PlayerTrack[] }
  /** The player was started without something that was asked for, and why. */
  | { readonly kind: 'option-dropped'; readonly problem: Problem }
  /** The film plays on without a part of it; told again each time the player finds out anew. */
  | { readonly kind: 'impaired'; readonly what: Impairment; readonly problem: Problem }
  | { readonly kind: 'restored'; readonly what: Impairment }
  /** The device, as soon as it is known and whenever it is another one. */
  | { readonly kind: 'audio-device'; readonly device: AudioDevice }
  /** The last event: the player is no more. */
  | { readonly kind: 'gone'; readonly how: PlayerGone; readonly problem: Problem }

/** no-picture, no-sound = its output cannot be used; no-decoder = the player does not understand a part of the film. */
export type Impairment = 'no-picture' | 'no-sound' | 'no-decoder'

/** closed = the viewer closed it; crashed = it ended by itself; hung = it stopped answering; detached = we let go. */
export type PlayerGone = 'closed' | 'crashed' | 'hung' | 'detached'
