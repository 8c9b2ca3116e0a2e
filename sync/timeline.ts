import type { Timeline } from '../protocol/timeline.ts'
import { quantile } from './statistics.ts'

/** Where the room is at an instant of the session clock, ms. Before `atMs` it stands at `positionMs`. */
export function positionAt(timeline: Timeline, sessionMs: number): number {
  if (!timeline.playing || sessionMs <= timeline.atMs) return timeline.positionMs
  return timeline.positionMs + (sessionMs - timeline.atMs) * timeline.rate
}

/** A room's newest timeline and those it replaces, each of which holds until the next one begins. */
export interface TimelineTrack {
  /** In force until `current` begins, if it has begun itself. */
  readonly former: Timeline | null
  readonly current: Timeline
  /** In force until `former` begins, oldest first: only commands in quick succession leave any that matter. */
  readonly earlier: readonly Timeline[]
}

/** Commands that may be on their way at once; more than that within one lead time is not a viewer. */
const earlierKept = 4

/**
 * Takes the next timeline into the track. One that is not newer (by revision) changes nothing, so a repeated or
 * overtaken message is harmless. Whatever would begin after the new one never does.
 */
export function followTimeline(track: TimelineTrack | null, next: Timeline): TimelineTrack {
  if (track === null) return { former: null, current: next, earlier: [] }
  if (next.revision <= track.current.revision) return track
  const all = track.former === null ? [track.current] : [...track.earlier, track.former, track.current]
  return { former: track.current, current: next, earlier: all.slice(-1 - earlierKept, -1) }
}

/** The timeline to obey at an instant of the session clock: the newest one that has begun. */
export function inForceAt(track: TimelineTrack, sessionMs: number): Timeline {
  if (track.former === null || sessionMs >= track.current.atMs) return track.current
  if (sessionMs >= track.former.atMs) return track.former
  return track.earlier.findLast((timeline) => sessionMs >= timeline.atMs) ?? track.earlier[0] ?? track.former
}

/** Plays from `atMs` on, from where the room is then. */
export function playFrom(timeline: Timeline, atMs: number): Timeline {
  return next(timeline, { atMs, playing: true })
}

/** Pauses at `atMs`: where the room is then or, if given, at `positionMs`. */
export function pauseAt(
  timeline: Timeline,
  atMs: number,
  positionMs: number = positionAt(timeline, atMs),
): Timeline {
  return next(timeline, { atMs, positionMs, playing: false })
}

/** Jumps to `positionMs` at `atMs`; a playing room plays on from there. */
export function seekTo(timeline: Timeline, atMs: number, positionMs: number): Timeline {
  return next(timeline, { atMs, positionMs })
}

/** Stands at `positionMs` from `atMs` on, whatever the room did before: members gather here before a start. */
export function holdAt(timeline: Timeline, atMs: number, positionMs: number): Timeline {
  return next(timeline, { atMs, positionMs, playing: false })
}

/** Goes on at another rate from `atMs` on, without a jump. */
export function setRateAt(timeline: Timeline, atMs: number, rate: number): Timeline {
  return next(timeline, { atMs, rate })
}

/** What a change does not name goes on: the position is the one the room has reached at the new `atMs`. */
function next(timeline: Timeline, change: Partial<Timeline> & { atMs: number }): Timeline {
  const positionMs = Math.max(0, change.positionMs ?? positionAt(timeline, change.atMs))
  return { ...timeline, ...change, positionMs, revision: timeline.revision + 1 }
}

/** What one member needs between a command's sending and its player acting; null is not known yet. */
export interface MemberDelay {
  readonly oneWayP95Ms: number | null
  readonly actuationMs: number | null
}

export interface LeadLimits {
  /** For timers, the server's own work and the delay beyond the p95. */
  readonly marginMs: number
  readonly minimumMs: number
  /** A member slower than this trims afterwards: the room does not wait longer for one bad line. */
  readonly maximumMs: number
}

export const defaultLeadLimits: LeadLimits = { marginMs: 30, minimumMs: 50, maximumMs: 1500 }

/** How far ahead a timeline has to begin so that every member hears of it in time: the slowest member counts. */
export function leadMs(delays: readonly MemberDelay[], limits: LeadLimits = defaultLeadLimits): number {
  const needs = delays.map((delay) => (delay.oneWayP95Ms ?? 0) + (delay.actuationMs ?? 0) + limits.marginMs)
  const slowest = quantile([limits.minimumMs, ...needs.filter(Number.isFinite)], 1)
  return Math.min(Math.max(slowest, limits.minimumMs), limits.maximumMs)
}
