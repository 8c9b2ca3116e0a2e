import type { Cancel } from '../../protocol/wire.ts'
import type { Sample } from './trace.ts'

/** What happened in a player, seen from outside and dated on arrival. */
export type PlayerChange =
  | { readonly kind: 'paused'; readonly paused: boolean; readonly atMs: number }
  | { readonly kind: 'speed'; readonly speed: number; readonly atMs: number }
  /** A frame is shown and playback could go on: after a load, after a seek. */
  | { readonly kind: 'showing'; readonly atMs: number }
  | { readonly kind: 'gone'; readonly atMs: number }

/** A second, independent connection to a member's player: it looks, and does what a viewer's hand would do. */
export interface PlayerProbe {
  readonly name: string
  /**
   * What has become known since the last time of where the player is, in order of time: nothing while it is paused
   * (its clock means nothing then), when it cannot say, and when it said it too slowly for the date to be trusted.
   */
  samples(): Promise<readonly Sample[]>
  /** Time stamp of the frame that a paused player shows, ms: that, or later by no more than `frameDoubtMs`. */
  shownFrameMs(): Promise<number | null>
  readonly frameDoubtMs: number
  /** Presses a key in the player's own window, behind the companion's back. */
  press(key: ViewerKey): Promise<void>
  /** Pauses or resumes by such a key, whatever it does now. */
  setPaused(paused: boolean): Promise<void>
  /** Drags the seek bar there. */
  drag(positionMs: number): Promise<void>
  /** Opens something else. */
  open(url: string): Promise<void>
  onChange(listener: (change: PlayerChange) => void): Cancel
  close(): void
}

/** What players have keys for, by default. */
export type ViewerKey =
  | 'pause'
  | 'back'
  | 'forward'
  | 'far-back'
  | 'far-forward'
  | 'faster'
  | 'slower'
  | 'normal-speed'
  | 'frame-step'
  | 'next-chapter'
  | 'fullscreen'

/** Connects to a player that is there; null when it does not let itself be measured. */
export type ConnectProbe = (player: {
  readonly name: string
  /** Where the companion says that its player is controlled. */
  readonly control: string
}) => Promise<PlayerProbe | null>
