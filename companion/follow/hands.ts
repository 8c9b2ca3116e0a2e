import type { Landing, PlayerAdapter, PlayerResult } from '../../adapters/player.ts'
import { failure } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { isAstray, streamLost } from './astray.ts'
import { placingAheadMs, rememberPlacing, usualPlacingMs, type PlacingTimes } from './placingTime.ts'
import type { PlayerEar } from './playerEar.ts'
import type { Sleeper } from './sleeper.ts'

/**
 * The follower's commands to the player. Each tells the ear first what it is going to hear, and those with an instant
 * are given at that instant, unless something woke the follower before.
 */
export interface PlayerHands {
  /** The failure `streamLost` is a landing where nobody sent the player. */
  place(targetMs: number): Promise<PlayerResult<Landing>>
  release(atMs: number, rate: number): Promise<PlayerResult<void> | 'woken'>
  halt(atMs: number): Promise<PlayerResult<void> | 'woken'>
  /** Whether the player had another one, and took this. */
  tellRate(rate: number): Promise<boolean>
  /** The rate that the player was last told, or told itself. */
  toldRate(): number
  /** The viewer changed it. */
  noteRate(rate: number): void
  /** How far ahead to aim a placing, learned from the last ones. */
  placingMs(): number
  /** How long a seek takes, learned from the last ones. */
  seekMs(): number
}

export interface HandsOptions {
  readonly player: PlayerAdapter
  readonly clock: Clock
  readonly sleeper: Sleeper
  readonly ear: PlayerEar
  /** A first guess of how long a seek takes, until one was made. */
  readonly firstSeekMs: number
  /** Where the film ends; null when nobody knows. */
  readonly endMs: number | null
}

export function createHands({ player, clock, sleeper, ear, firstSeekMs, endMs }: HandsOptions): PlayerHands {
  let told = 1
  let placings: PlacingTimes = []

  const tellRate = async (rate: number) => {
    const { rate: range } = player.capabilities
    if (range === null || rate === told) return false
    const allowed = Math.min(range.maximum, Math.max(range.minimum, rate))
    ear.expect('rate', allowed)
    const before = told
    told = rate
    const done = await player.setRate(allowed)
    // One that was not taken is told again with the next chance, unless the viewer chose another meanwhile.
    if (!done.ok && told === rate) told = before
    return done.ok
  }
  return {
    place: async (targetMs) => {
      const beganAtMs = clock.nowMs()
      // Wherever it lands, it is our doing: a stream that died lands on the last frame that came.
      ear.expect('seek', null)
      const landed = await player.seek(targetMs)
      if (!landed.ok) return landed
      if (isAstray(landed.value.positionMs, targetMs, endMs)) return failure(streamLost)
      placings = rememberPlacing(placings, clock.nowMs() - beganAtMs)
      return landed
    },
    release: async (atMs, rate) => {
      await tellRate(rate)
      return sleeper.actAt(atMs, () => {
        ear.expect('paused', false)
        return player.play()
      })
    },
    halt: async (atMs) =>
      sleeper.actAt(atMs, () => {
        ear.expect('paused', true)
        return player.pause()
      }),
    tellRate,
    toldRate: () => told,
    noteRate: (rate) => {
      told = rate
    },
    placingMs: () => placingAheadMs(placings, firstSeekMs),
    seekMs: () => usualPlacingMs(placings, firstSeekMs),
  }
}
