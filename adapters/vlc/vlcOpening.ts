import { createReadiness } from './filmEnd.ts'
import type { FilmReading, VlcReading } from './vlcRemote.ts'

/** A film that is open, paused, and buffered. */
export interface Opened extends VlcReading {
  readonly item: string
  readonly film: FilmReading
  /** It had to be told to pause, and stands somewhere behind its start. */
  readonly hasPlayed: boolean
}

export type OpeningVerdict = 'wait' | 'tell-to-pause' | 'failed' | Opened

/** A film that never shows up could not be opened: VLC takes 0.1 to 0.3 s to begin. */
const NEVER_SEEN_MS = 2500
/** VLC complains before a film is even seen. */
const COMPLAINED_MS = 300
/** A film that is told to begin paused plays for a moment first, or else has to be told again. */
const PAUSES_BY_ITSELF_MS = 700

export interface OpeningOptions {
  /** What was open before: until it is gone nothing is seen of the new one. */
  readonly itemBefore: string | null
  readonly startMs: number
  readonly beganAtMs: number
  /** Whether VLC has said since that it gives up. */
  readonly complained: () => boolean
}

/**
 * Judges one reading after another while a film opens. Ready has to be seen twice in a row, because the first time may
 * be from before the buffer was filled.
 */
export function createOpening(options: OpeningOptions): (reading: VlcReading) => OpeningVerdict {
  const { itemBefore, startMs, beganAtMs, complained } = options
  const isReady = createReadiness(startMs)
  let playsSinceMs: number | null = null
  let seen = false
  let hasPlayed = false
  let ready = 0
  return (reading) => {
    const { film, item, earliestMs } = reading
    if (film === null || film.state === 'over' || item === null || item === itemBefore) {
      const waitedMs = earliestMs - beganAtMs
      const isHopeless = waitedMs > NEVER_SEEN_MS || (waitedMs > COMPLAINED_MS && complained())
      return seen || isHopeless ? 'failed' : 'wait'
    }
    seen = true
    playsSinceMs = film.state === 'playing' ? (playsSinceMs ?? earliestMs) : null
    if (playsSinceMs !== null && earliestMs - playsSinceMs > PAUSES_BY_ITSELF_MS) {
      hasPlayed = true
      return 'tell-to-pause'
    }
    ready = isReady(film) && film.state === 'paused' ? ready + 1 : 0
    return ready > 1 ? { ...reading, item, film, hasPlayed } : 'wait'
  }
}
