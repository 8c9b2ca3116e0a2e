import { TICKS_PER_SECOND } from './wording.ts'

/** What one person has seen of one item. */
export interface Watched {
  readonly positionTicks: number
  readonly played: boolean
  readonly playCount: number
  readonly lastPlayedUtcMs: number | null
}

const UNWATCHED: Watched = { positionTicks: 0, played: false, playCount: 0, lastPlayedUtcMs: null }

export type WatchEvent =
  | { readonly kind: 'started'; readonly utcMs: number }
  | { readonly kind: 'at'; readonly utcMs: number; readonly positionTicks: number }
  /** Stopped without saying where. */
  | { readonly kind: 'finished'; readonly utcMs: number }
  | { readonly kind: 'marked'; readonly utcMs: number; readonly played: boolean }

/** Limits that a Jellyfin administrator may change; these are the server's defaults. */
const MIN_RESUME_FRACTION = 0.05
const MAX_RESUME_FRACTION = 0.9
const MIN_RESUME_RUNTIME_TICKS = 300 * TICKS_PER_SECOND
/** This close to the end counts as the end, whatever the fraction. */
const END_TICKS = TICKS_PER_SECOND

/** Jellyfin's rule for what is resumed and what counts as seen. */
export function watch(before: Watched, event: WatchEvent, runtimeTicks: number): Watched {
  const now = { ...before, lastPlayedUtcMs: event.utcMs }
  switch (event.kind) {
    case 'started':
      return { ...now, playCount: before.playCount + 1, played: false }
    case 'at':
      return { ...now, ...resumeAt(before, event.positionTicks, runtimeTicks) }
    case 'finished':
      return { ...now, playCount: before.playCount + 1, played: true, positionTicks: 0 }
    case 'marked':
      return event.played
        ? { ...now, played: true, positionTicks: 0, playCount: Math.max(1, before.playCount) }
        : UNWATCHED
  }
}

function resumeAt(before: Watched, positionTicks: number, runtimeTicks: number): Partial<Watched> {
  const fraction = positionTicks / runtimeTicks
  if (fraction < MIN_RESUME_FRACTION) return { positionTicks: 0, played: before.played }
  const ended = fraction > MAX_RESUME_FRACTION || positionTicks >= runtimeTicks - END_TICKS
  if (ended || runtimeTicks < MIN_RESUME_RUNTIME_TICKS) return { positionTicks: 0, played: true }
  return { positionTicks, played: before.played }
}

/** The watched state of everybody and everything. */
export interface WatchLog {
  read(userId: string, itemId: string): Watched
  write(userId: string, itemId: string, watched: Watched): void
}

export function createWatchLog(): WatchLog {
  const states = new Map<string, Watched>()
  const key = (userId: string, itemId: string) => `${userId}/${itemId}`
  return {
    read: (userId, itemId) => states.get(key(userId, itemId)) ?? UNWATCHED,
    write: (userId, itemId, watched) => void states.set(key(userId, itemId), watched),
  }
}
