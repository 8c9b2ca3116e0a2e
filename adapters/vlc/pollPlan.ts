import { REFRESH_MS } from './vlcMirror.ts'

/** What decides when VLC is asked next. Instants are on the local clock. */
export interface PollSituation {
  readonly nowMs: number
  readonly lastReadMs: number
  readonly moving: boolean
  /** Refreshes come once a second, and are not listened for. */
  readonly coarse: boolean
  /** When its viewer was seen to have jumped last. */
  readonly jumpedAtMs: number
  /** When the position was refreshed last; null = not since it began to move. */
  readonly refreshedMs: number | null
  /** Every how many refreshes one is listened for. */
  readonly stride: number
  /** Since when it is moving, stalled or not. */
  readonly sinceMs: number
}

export interface Poll {
  readonly atMs: number
  /** How long the answer may wait for a refresh; null = a plain look. */
  readonly listenMs: number | null
}

/** While nothing moves, a viewer's doing is noticed within this. */
const STILL_MS = 300
/** Whoever holds a key jumps on: for so long after a jump VLC is looked at so often. */
const JUMPING_MS = 1000
const JUMPING_EACH_MS = 60
/** A request is on its way for up to a ms, and the local timer is late by another. */
const AHEAD_MS = 4
/** A refresh waits for the film's next block of sound or picture, up to 42 ms at 24 frames a second. */
const LATE_MS = 30
const LATE_EACH_MS = 15
/** The longest that other requests are held back (quirk VLC11). */
const LONGEST_LISTEN_MS = 150
/** No refresh for so long: VLC is short of bytes, and asking in haste is of no use. */
const SEARCH_MS = 2500

/** Listens around the instants at which a refresh is due, and for any while none is known. */
export function planPoll(situation: PollSituation): Poll {
  const { nowMs, lastReadMs, moving, coarse, jumpedAtMs, refreshedMs, sinceMs } = situation
  if (nowMs - jumpedAtMs < JUMPING_MS) {
    const atMs = Math.max(nowMs, lastReadMs + JUMPING_EACH_MS)
    return { atMs, listenMs: moving && !coarse ? JUMPING_EACH_MS : null }
  }
  if (!moving || coarse) return { atMs: lastReadMs + STILL_MS, listenMs: null }
  const knownMs = refreshedMs ?? sinceMs
  if (nowMs - knownMs > SEARCH_MS) return { atMs: lastReadMs + STILL_MS, listenMs: null }
  return refreshedMs === null
    ? { atMs: nowMs, listenMs: LONGEST_LISTEN_MS }
    : dueRefresh(situation, refreshedMs)
}

function dueRefresh({ nowMs, stride }: PollSituation, refreshedMs: number): Poll {
  for (let count = stride; ; count += 1) {
    const fromMs = refreshedMs + count * REFRESH_MS - AHEAD_MS
    const untilMs = fromMs + AHEAD_MS + LATE_MS + count * LATE_EACH_MS
    if (nowMs < untilMs) {
      const atMs = Math.max(nowMs, fromMs)
      return { atMs, listenMs: Math.min(untilMs - atMs, LONGEST_LISTEN_MS) }
    }
  }
}
