import type { PlayerMedia } from '../player.ts'
import { still } from './motion.ts'
import type { Motion } from './motion.ts'

/** What is known of a VLC: its last reading, and what our own commands have made of it since. */
export interface VlcMirror {
  /** The film that we loaded, and which entry of VLC's playlist it is; null when it is no longer the one open. */
  own: OwnFilm | null
  loading: boolean
  /** VLC tells the place in this film once a second only (quirk VLC16). */
  coarse: boolean
  /** From the start of a seek, whoever asked for it, until playback goes on. */
  seeking: boolean
  /**
   * A command of ours is under way: nobody else draws conclusions from what VLC shows. Two answers may come in another
   * order than that in which VLC was asked.
   */
  busy: boolean
  paused: boolean
  /** As it plays: 1000 divided by a whole number. */
  rate: number
  /** As it was told, which VLC shows until it has obeyed. */
  toldRate: number
  buffering: boolean
  ended: boolean
  streamDead: boolean
  /** The pause has lasted since a seek or a load: then VLC starts 10 ms after it is told to (quirk VLC5). */
  landed: boolean
  motion: Motion
  vagueMs: number
  lengthMs: number | null
  /** The position that VLC showed last, and when it was asked; null = nothing was open. */
  shown: { readonly positionMs: number; readonly atMs: number } | null
  refreshes: Refreshes
  /** When VLC let on that its viewer did something; -Infinity = never. */
  newsAtMs: number
  /** When the viewer was seen to have jumped: they may jump on. */
  jumpedAtMs: number
  /** Readings from before our last command say nothing about now. */
  commandedAtMs: number
  /** Shortly after a disturbance VLC is asked more often. */
  hurriedUntilMs: number
  volume: VlcVolume
  tracksPrint: string | null
  audioDevice: string | null
}

export interface OwnFilm {
  readonly item: string
  readonly media: PlayerMedia
}

/** When the position was refreshed since the last disturbance, as far as that is known. */
export interface Refreshes {
  readonly lastMs: number | null
  readonly count: number
}

/** Null: not known yet, or never set. */
export interface VlcVolume {
  readonly shownPercent: number | null
  readonly wantedPercent: number | null
  readonly muted: boolean
}

/** How much of a start after a seek or a load is lost (quirk VLC5). */
export const START_LOSS_MS = 10.4

/** VLC 3 brings its position up to date no more often than that (`MainLoop` in its src/input/input.c). */
export const REFRESH_MS = 250

export const noRefreshes: Refreshes = { lastMs: null, count: 0 }

const HURRY_MS = 5000

export const createVlcMirror = (): VlcMirror => ({
  own: null,
  loading: false,
  coarse: false,
  seeking: false,
  busy: false,
  paused: true,
  rate: 1,
  toldRate: 1,
  buffering: false,
  ended: false,
  streamDead: false,
  landed: false,
  motion: still(0, 0),
  vagueMs: 0,
  lengthMs: null,
  shown: null,
  refreshes: noRefreshes,
  newsAtMs: -Infinity,
  jumpedAtMs: -Infinity,
  commandedAtMs: -Infinity,
  hurriedUntilMs: -Infinity,
  volume: { shownPercent: null, wantedPercent: null, muted: false },
  tracksPrint: null,
  audioDevice: null,
})

/** Something changed at this instant, by us or by the viewer: what was asked before is old. */
export function turn(mirror: VlcMirror, atMs: number, motion: Motion): void {
  mirror.motion = motion
  mirror.commandedAtMs = Math.max(mirror.commandedAtMs, atMs)
}

/** The same where nothing follows from what was known before: haste is allowed. */
export function disturb(mirror: VlcMirror, atMs: number, motion: Motion): void {
  turn(mirror, atMs, motion)
  mirror.hurriedUntilMs = Math.max(mirror.hurriedUntilMs, atMs + HURRY_MS)
}

/** VLC shows numbers of single precision. */
const RATE_TOLERANCE = 1e-4

/** Whether that is a rate at which it plays by our own word, or will as soon as it has obeyed. */
export const isOwnRate = ({ rate, toldRate }: VlcMirror, shown: number): boolean =>
  [rate, toldRate].some((known) => Math.abs(shown - known) < RATE_TOLERANCE)
