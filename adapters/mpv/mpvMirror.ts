/** What MPV last said about itself: kept up to date by its events, so that sensing has to ask for one thing only. */
export interface MpvMirror {
  paused: boolean
  /** Where a command of ours put the switch, until MPV tells of it. */
  switchedTo: boolean | null
  /** The viewer has let it go on, which may yet turn out to be a step: resolves once that is known. */
  deciding: Promise<void> | null
  /** A seek of ours has just been asked for, when so many had begun: MPV forgets a step that it finds (quirk MPV15). */
  seekAskedAfter: number | null
  rate: number
  /** Out of bytes: MPV's own word for it, or its stream has died. */
  buffering: boolean
  streamDead: boolean
  /** From the start of a seek or a load until playback goes on. */
  seeking: boolean
  /** How many seeks have begun. */
  seeks: number
  ended: boolean
  /** The pause has lasted since a seek landed, so the frame shown is exactly the position. */
  landed: boolean
  /** Sound is being put out: then `audio-pts` tells the position. */
  audible: boolean
  /** The sound is passed through undecoded: its speed is fixed. */
  passthrough: boolean
  /** How much later than the picture the viewer wants the sound, ms. */
  audioDelayMs: number
  /** Length of one video frame at normal speed, ms. */
  frameMs: number
  /** Container time of the beginning: recordings may start anywhere. */
  beginsAtMs: number
  durationMs: number | null
  /** The media that we loaded last; null when it is no longer the one open. */
  ownUrl: string | null
  /** Loads of ours under way. */
  loads: number
}

/** Before anything is known: films have 24 frames a second. */
const USUAL_FRAME_MS = 1000 / 24

export const createMpvMirror = (): MpvMirror => ({
  paused: true,
  switchedTo: null,
  deciding: null,
  seekAskedAfter: null,
  rate: 1,
  buffering: false,
  streamDead: false,
  seeking: false,
  seeks: 0,
  ended: false,
  landed: false,
  audible: false,
  passthrough: false,
  audioDelayMs: 0,
  frameMs: USUAL_FRAME_MS,
  beginsAtMs: 0,
  durationMs: null,
  ownUrl: null,
  loads: 0,
})
