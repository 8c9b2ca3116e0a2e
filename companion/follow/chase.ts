import type { PlayerAdapter } from '../../adapters/player.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Observation } from '../../sync/observation.ts'
import { expectedAt, rateToTell, type Course } from './course.ts'
import type { FollowerVoice } from './followerVoice.ts'
import type { PlayerHands } from './hands.ts'
import type { Sleeper } from './sleeper.ts'
import type { Steersman } from './steersman.ts'

export interface ChaseParts {
  readonly player: PlayerAdapter
  readonly clock: Clock
  readonly hands: PlayerHands
  readonly sleeper: Sleeper
  readonly steersman: Steersman
  readonly voice: FollowerVoice
  course(): Course
  /** Whether the player moves and is the follower's: anything may have happened while it was asked. */
  isOurs(): boolean
  onPosition(positionMs: number): void
}

/** What one look at a moving player came to. */
export type ChaseOutcome =
  | { readonly kind: 'on' }
  /** It stands, and no event said so. */
  | { readonly kind: 'found-paused'; readonly positionMs: number }
  /** It is so far off that it has to be placed anew. */
  | { readonly kind: 'jump' }

/** Keeps a moving player on the timeline: looks at it now and then, and corrects by speed. */
export interface Chase {
  follow(timeline: Timeline): Promise<ChaseOutcome>
}

const on: ChaseOutcome = { kind: 'on' }

export function createChase(parts: ChaseParts): Chase {
  const { player, clock, hands, sleeper, steersman, voice } = parts

  const follow = async (timeline: Timeline): Promise<ChaseOutcome> => {
    if (voice.mode() !== 'released') voice.setMode('following')
    const heardAtMs = clock.nowMs() + (player.capabilities.rate?.delayMs ?? 0)
    await hands.tellRate(rateToTell(parts.course(), timeline, heardAtMs))
    if ((await sleeper.until(clock.nowMs() + steersman.tickMs(clock.nowMs()))) === 'woken') return on
    const observed = await player.observe()
    return observed.ok && parts.isOurs() ? steer(observed.value) : on
  }
  const steer = async (observation: Observation): Promise<ChaseOutcome> => {
    const { positionMs, paused, buffering, seeking, ended } = observation
    parts.onPosition(positionMs)
    if (paused) return { kind: 'found-paused', positionMs }
    if (buffering || seeking || ended) {
      steersman.disturbed(clock.nowMs())
      voice.changed()
      return on
    }
    const expected = expectedAt(parts.course(), observation.observedAtMs)
    if (expected === null || !expected.playing) return on
    voice.setMode('following')
    const decision = steersman.judge(observation, expected, clock.nowMs())
    voice.changed()
    if (decision.kind === 'rate') await pulse(expected.rate, decision)
    return decision.kind === 'seek' ? { kind: 'jump' } : on
  }
  /** A speed pulse: off the timeline's rate for a while and back to it, whose integral is the drift. */
  const pulse = async (rate: number, { rate: by, forMs }: { rate: number; forMs: number }) => {
    const endsAtMs = clock.nowMs() + forMs
    await hands.tellRate(rate * by)
    await sleeper.until(endsAtMs)
    // Whoever changed the speed meanwhile shall keep it.
    if (hands.toldRate() === rate * by) await hands.tellRate(rate)
    steersman.pulseEnded(clock.nowMs())
  }
  return { follow }
}
