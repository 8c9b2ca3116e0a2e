import type { Timeline } from '../../protocol/timeline.ts'
import { holdAt, leadMs, pauseAt, playFrom, positionAt, setRateAt } from '../../sync/timeline.ts'
import { isFollowing, type MovingFrom, type Room, type Waiting } from './room.ts'

/**
 * The instant from which a command can hold for everyone: the lead of the slowest present member from now, and never
 * before the command that it follows.
 */
function effectiveAtMs(room: Room, nowMs: number, lead: Lead = 'controlLeadMs'): number {
  return Math.max(soonestAtMs(room, nowMs, lead), room.timeline.atMs)
}

/** The same where what was to come before no longer matters. */
export function soonestAtMs(room: Room, nowMs: number, lead: Lead = 'controlLeadMs'): number {
  const present = room.members.filter(isFollowing)
  const delays = present.map((member) => member.presence)
  const leastMs = present.reduce((least, { traits }) => Math.max(least, traits[lead]), 0)
  return nowMs + Math.max(leadMs(delays, room.limits.lead), leastMs)
}

/** Which of a member's leads counts. */
type Lead = 'startLeadMs' | 'controlLeadMs'

/** What is started: a start that somebody wanted is announced, unless a player moves already; others follow a wait. */
interface Start {
  readonly nowMs: number
  readonly why: Waiting['why']
  readonly movingFrom: MovingFrom | null
}

/** From where the room stands, or from where somebody's player will be by then that moves already. */
export function startPlaying(room: Room, { nowMs, why, movingFrom }: Start): Room {
  const isAnnounced = movingFrom === null && (why === 'start' || why === 'media')
  const countdownMs = isAnnounced ? room.policy.startCountdownMs : 0
  const atMs = effectiveAtMs(room, nowMs, 'startLeadMs') + countdownMs
  const started = playFrom(room.timeline, atMs)
  if (movingFrom === null) return withTimeline(room, started)
  return withTimeline(room, { ...started, positionMs: movingFrom.positionMs + (atMs - movingFrom.atMs) })
}

/** Freezes the room where it will be by then: a player in step arrives there by itself, whoever asked. */
export const stopPlaying = (room: Room, nowMs: number): Room =>
  withTimeline(room, pauseAt(room.timeline, effectiveAtMs(room, nowMs)))

/** Puts the room on a position at once: nobody need stop on the same frame, because all of them jump. */
export const holdOn = (room: Room, nowMs: number, positionMs: number): Room =>
  withTimeline(room, holdAt(room.timeline, nowMs, positionMs))

export const changeRate = (room: Room, nowMs: number, rate: number): Room =>
  withTimeline(
    room,
    setRateAt(room.timeline, room.timeline.playing ? effectiveAtMs(room, nowMs) : nowMs, rate),
  )

export const isAtEnd = (room: Room): boolean =>
  room.media.runtimeMs !== null && room.timeline.positionMs >= room.media.runtimeMs

/** When a playing room reaches the end of what it plays; null while it does not, or when nobody knows the runtime. */
export function endsAtMs({ timeline, media }: Room): number | null {
  if (!timeline.playing || media.runtimeMs === null) return null
  return timeline.atMs + Math.max(0, media.runtimeMs - timeline.positionMs) / timeline.rate
}

/** Where the room was at a past instant, never beyond the end of the film. */
export const pastPositionMs = (room: Room, atMs: number): number =>
  Math.min(positionAt(room.timeline, atMs), room.media.runtimeMs ?? Infinity)

export function withTimeline(room: Room, timeline: Timeline): Room {
  const positionMs = Math.min(timeline.positionMs, room.media.runtimeMs ?? Infinity)
  return { ...room, timeline: { ...timeline, positionMs } }
}
