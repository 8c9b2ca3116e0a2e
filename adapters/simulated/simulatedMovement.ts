import type { Clock } from '../../sync/clock.ts'

/** A position that moves by itself: piecewise linear in time, on a clock that may run a little fast or slow. */
export interface Movement {
  positionMs(): number
  /** Media ms per real ms at present, 0 while standing. */
  speed(): number
  move(speed: number): void
  jump(positionMs: number): void
}

/** `skewPpm` is how much faster than ours the player's own clock (its sound card) runs. */
export function createMovement(clock: Clock, skewPpm: number): Movement {
  let fromMs = 0
  let atMs = clock.nowMs()
  let speed = 0
  const positionMs = () => fromMs + (clock.nowMs() - atMs) * speed * (1 + skewPpm * 1e-6)
  const restart = (nextMs: number, nextSpeed: number) => {
    fromMs = nextMs
    atMs = clock.nowMs()
    speed = nextSpeed
  }
  return {
    positionMs,
    speed: () => speed,
    move: (nextSpeed) => restart(positionMs(), nextSpeed),
    jump: (nextMs) => restart(nextMs, speed),
  }
}
