import type { Timeline } from '../../protocol/timeline.ts'
import { toLocalMs, toSessionMs, type ClockModel } from '../../sync/clockOffset.ts'
import { releaseAtMs } from '../../sync/landing.ts'
import { inForceAt, positionAt } from '../../sync/timeline.ts'
import type { Course } from './course.ts'
import { ownPositionMs, roomPositionMs, speedAt } from './replay.ts'

/** What the player is doing, as far as the follower knows. */
export type Stance =
  /** `leaps`: on its way to another place, which it cannot reach by moving on. */
  | { readonly kind: 'moving'; readonly leaps?: true }
  /** Paused; `placed` tells for which target it was sought and where it really landed, null = anywhere. */
  | { readonly kind: 'still'; readonly placed: Placed | null }

export interface Placed {
  readonly targetMs: number
  readonly landedMs: number
}

/** Why the follower keeps its hands off the player. */
export type Hold =
  /** The viewer did something, and the room has not answered yet. */
  | { readonly kind: 'asking'; readonly untilMs: number }
  /** The viewer is seeking and landed here last; the room is asked when they have stopped. */
  | {
      readonly kind: 'gathering'
      readonly positionMs: number
      readonly untilMs: number
      /** Where it stood before, when it did: back there, there is nothing to ask for. */
      readonly stoodAtMs: number | null
    }
  /** The viewer paused while no server could be asked: it stays so until they go on. */
  | { readonly kind: 'apart' }
  /** The viewer plays on their own for a while: the player is theirs, and nothing they do is asked of the room. */
  | { readonly kind: 'free' }

export interface Situation extends Course {
  readonly nowMs: number
  readonly stance: Stance
  readonly hold: Hold | null
  /** How long a paused seek takes on this player, learned, with a margin. */
  readonly placingMs: number
  readonly actuationMs: number
  /** Where the film ends, null when nobody knows: there is nothing to follow beyond. */
  readonly endMs: number | null
}

/** The next thing to do with the player. All instants are on the local clock. */
export type Step =
  /** `rate`: the room's, which the viewer sees in the player and goes on from; null = none to go by. */
  | { readonly kind: 'rest'; readonly rate: number | null }
  | { readonly kind: 'keep-off'; readonly untilMs: number | null }
  | { readonly kind: 'roam' }
  | { readonly kind: 'place'; readonly targetMs: number }
  | { readonly kind: 'release'; readonly atMs: number; readonly rate: number }
  | { readonly kind: 'halt'; readonly atMs: number }
  | { readonly kind: 'follow'; readonly timeline: Timeline }

/**
 * A release that is late by less than this is still made: the rest is trimmed by speed sooner than a new placing
 * would take.
 */
const tolerableLatenessMs = 15
/** A release further ahead than this means that the landing has nothing to do with the room: place anew. */
const longestWaitMs = 10_000
/** Placed "for" a target means within this of it. */
const sameTargetMs = 0.5
/** Within this of a coming pause the follower stops steering and aims at the instant. */
const haltAheadMs = 150
/**
 * A player is released ahead of the start by what it takes to move, and by how far behind its target it landed: one
 * that moves so shortly before is not stopped again, which would cost a slow one its start.
 */
const releasedAheadMs = 100

/** Decides, from what is known now and nothing else, what to do next with the player. */
export function plan(situation: Situation): Step {
  const { hold, track, clock, nowMs } = situation
  if (hold?.kind === 'free') return { kind: 'roam' }
  if (hold !== null) return { kind: 'keep-off', untilMs: hold.kind === 'apart' ? null : hold.untilMs }
  if (track === null || clock === null) return { kind: 'rest', rate: null }
  const coming = track.current
  const startsAtMs = toLocalMs(clock, coming.atMs)
  const { stance } = situation
  if (stance.kind === 'still') return planStill(situation, stance.placed, { coming, startsAtMs, clock })
  if (stance.leaps) return { kind: 'halt', atMs: nowMs }
  return planMoving(situation, inForceAt(track, toSessionMs(clock, nowMs)), { coming, startsAtMs })
}

interface Coming {
  readonly coming: Timeline
  readonly startsAtMs: number
}

function planMoving(situation: Situation, inForce: Timeline, next: Coming): Step {
  const { coming, startsAtMs } = next
  const isReleased = coming.playing && startsAtMs - situation.nowMs <= releasedAheadMs
  if (!inForce.playing)
    return isReleased ? { kind: 'follow', timeline: coming } : { kind: 'halt', atMs: situation.nowMs }
  const haltAtMs = startsAtMs - situation.actuationMs
  const haltIsNear = !coming.playing && haltAtMs - situation.nowMs <= haltAheadMs
  return haltIsNear ? { kind: 'halt', atMs: haltAtMs } : { kind: 'follow', timeline: inForce }
}

function planStill(situation: Situation, placed: Placed | null, next: Coming & { clock: ClockModel }): Step {
  const { coming } = next
  const { nowMs } = situation
  if (!coming.playing) {
    const targetMs = Math.max(0, ownPositionMs(situation, coming.positionMs))
    return isPlacedFor(placed, targetMs) ? { kind: 'rest', rate: coming.rate } : { kind: 'place', targetMs }
  }
  if (placed !== null) {
    const sessionMs = releaseAtMs(coming, roomPositionMs(situation, placed.landedMs), coming.positionMs)
    const atMs = toLocalMs(next.clock, sessionMs) - situation.actuationMs
    const waitMs = atMs - nowMs
    if (waitMs > -tolerableLatenessMs && waitMs < longestWaitMs) {
      const speed = speedAt(situation.replay, positionAt(coming, sessionMs))
      return { kind: 'release', atMs, rate: coming.rate * speed }
    }
  }
  // Too late to start with the others: aim at where the room will be when the player has got there.
  const thereAtMs = toSessionMs(next.clock, nowMs + situation.placingMs)
  const targetMs = Math.max(0, ownPositionMs(situation, positionAt(coming, thereAtMs)))
  return targetMs >= (situation.endMs ?? Infinity)
    ? { kind: 'rest', rate: coming.rate }
    : { kind: 'place', targetMs }
}

const isPlacedFor = (placed: Placed | null, targetMs: number): boolean =>
  placed !== null && Math.abs(placed.targetMs - targetMs) <= sameTargetMs

/**
 * The revision that this player is ready for, as the ready barrier counts it: standing on the room's position, or
 * moving with it. Null while it is being prepared.
 */
export function readyRevision(situation: Situation): number | null {
  const { stance, track } = situation
  if (track === null || situation.hold !== null) return null
  const { current } = track
  if (stance.kind === 'moving') return current.playing ? current.revision : null
  const targetMs = Math.max(0, ownPositionMs(situation, current.positionMs))
  return isPlacedFor(stance.placed, targetMs) ? current.revision : null
}
