import type { Media } from '../protocol/media.ts'
import type { Problem } from '../protocol/problem.ts'
import type { Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'
import type { WatchPartyPass } from './watchPartyPass.ts'

/**
 * A library as its users need it: find something, open it for a player, tell where one is. Jellyfin is behind it;
 * local files may be one day. Nothing here carries a credential: addresses lead to the loopback relay.
 */
export interface Library {
  readonly server: { readonly id: string; readonly name: string }
  readonly user: { readonly id: string; readonly name: string }

  /** Films, episodes and series by title, best first. */
  search(query: string, page: PageRequest): Promise<LibraryResult<Page<LibraryItem>>>

  /** What is in a folder; null = the libraries of this user. */
  children(parentId: string | null, page: PageRequest): Promise<LibraryResult<Page<LibraryItem>>>

  resumable(page: PageRequest): Promise<LibraryResult<Page<LibraryItem>>>
  nextUp(page: PageRequest): Promise<LibraryResult<Page<LibraryItem>>>
  item(itemId: string): Promise<LibraryResult<LibraryItem>>
  /** The episode after this one, of whatever season; null after the last one, and for what is no episode. */
  following(itemId: string): Promise<LibraryResult<LibraryItem | null>>

  /** The item of this library that is the same film as `media`, picked on whatever server. */
  find(media: Media): Promise<LibraryResult<LibraryItem>>

  /** Prepares an item for a player: stream and subtitles on the relay, and the voice that reports playback. */
  open(request: OpenRequest): Promise<LibraryResult<OpenedItem>>

  /** By what an OpenWatchParty server knows this user; null when the library has no such plugin. */
  watchPartyPass(): Promise<LibraryResult<WatchPartyPass | null>>

  /** What other Jellyfin clients ask this companion to do ("Play On"). */
  onRemoteRequest(listener: (request: RemoteRequest) => void): Cancel

  /** The session at the library ended (signed out elsewhere, token revoked). */
  onProblem(listener: (problem: Problem) => void): Cancel

  close(): Promise<void>
}

export type LibraryResult<Value> = Result<Value, Problem>

export interface PageRequest {
  readonly start: number
  readonly limit: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly total: number
}

export interface LibraryItem {
  readonly id: string
  readonly kind: 'film' | 'episode' | 'series' | 'season' | 'folder' | 'other'
  readonly title: string
  /** "Series - S01E02" for an episode, the year for a film. */
  readonly subtitle: string | null
  readonly overview: string | null
  readonly runtimeMs: number | null
  readonly resumeMs: number
  readonly played: boolean
  /** On the relay; null when the item has none. */
  readonly posterUrl: string | null
  readonly providerIds: Readonly<Record<string, string>>
}

export interface OpenRequest {
  readonly itemId: string
  /** Which of the film's versions, by the library's id of it; absent or null = the library's choice. */
  readonly versionId?: string | null
  /** Highest bitrate to stream, bits/s; null = no limit. */
  readonly maxBitrate: number | null
  /** Have the server convert the film even where the player could play it as it is. */
  readonly transcode?: boolean
  /** Tracks by the library's numbers, where the stream can hold only one of them; absent = the library's choice. */
  readonly audioIndex?: number | null
  readonly subtitleIndex?: number | null
}

/** How the bytes come: the file itself, or made anew by the server (and why). */
export type Delivery =
  { readonly kind: 'direct' } | { readonly kind: 'transcode'; readonly reasons: readonly string[] }

/** A sound or a subtitle of a film, as the library knows it. */
export interface MediaTrack {
  readonly kind: 'audio' | 'subtitle'
  /** The library's number of it, all kinds counted together. */
  readonly index: number
  readonly title: string
  readonly language: string | null
  readonly codec: string | null
  readonly forced: boolean
  readonly isDefault: boolean
  readonly delivery: TrackDelivery
}

/** stream = within what the player opens; burnt-in = in its pictures; left-out = only when opened anew with it. */
export type TrackDelivery =
  | { readonly kind: 'stream' | 'burnt-in' | 'left-out' }
  /** A file of its own, on the relay. */
  | { readonly kind: 'file'; readonly url: string }

export interface OpenedItem {
  readonly media: Media
  /** What choices of tracks are remembered for: the series of an episode, else the film. */
  readonly belongsTo: string
  readonly streamUrl: string
  readonly subtitles: readonly { url: string; title: string; language: string | null; selected: boolean }[]
  /** Every sound and subtitle of the film, whether the stream holds it or not. */
  readonly tracks: readonly MediaTrack[]
  readonly delivery: Delivery
  readonly bitrate: number | null
  /** Bytes per second that the relay saw in its last seconds of work; null before there are any. */
  throughput(): number | null
  /** All bytes that have come from the server. */
  receivedBytes(): number
  readonly playback: PlaybackVoice
  /** Reports the stop if that was not done, ends a transcode, forgets the relay's addresses. */
  close(finalPositionMs: number | null): Promise<void>
}

/** Tells the library where playback is. Calls are queued and never fail the film; the last state wins. */
export interface PlaybackVoice {
  started(state: PlaybackState): void
  /** Call at any rhythm: it reports at most every 10 s, and at once when `paused` changes or after a jump. */
  progressed(state: PlaybackState): void
  stopped(state: PlaybackState): Promise<void>
}

export interface PlaybackState {
  readonly positionMs: number
  readonly paused: boolean
  readonly volumePercent: number | null
  readonly muted: boolean
}

export type RemoteRequest =
  | { readonly kind: 'open'; readonly itemIds: readonly string[]; readonly startMs: number }
  | { readonly kind: 'play' | 'pause' | 'toggle' | 'stop' | 'next' | 'previous' }
  | { readonly kind: 'seek'; readonly positionMs: number }
  | { readonly kind: 'skip'; readonly byMs: number }
  | { readonly kind: 'volume'; readonly percent: number }
  | { readonly kind: 'volume-step'; readonly byPercent: number }
  | { readonly kind: 'mute'; readonly muted: boolean | null }
  /** `index` is Jellyfin's number of the stream within the file, all kinds counted together; null switches it off. */
  | { readonly kind: 'track'; readonly track: 'audio' | 'subtitle'; readonly index: number | null }
  | { readonly kind: 'fullscreen' }
  | {
      readonly kind: 'message'
      readonly header: string
      readonly text: string
      readonly durationMs: number | null
    }
