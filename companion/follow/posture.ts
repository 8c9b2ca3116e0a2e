import type { Hold, Stance } from './plan.ts'

/** What the player does, and why the follower may be keeping its hands off it. */
export interface Posture {
  readonly stance: Stance
  readonly hold: Hold | null
}

/** A player that has loaded the film for where the room was to be. */
export const justLoaded = (landing: { targetMs: number; positionMs: number }): Posture => ({
  stance: { kind: 'still', placed: { targetMs: landing.targetMs, landedMs: landing.positionMs } },
  hold: null,
})

export const isFree = ({ hold }: Posture): boolean => hold?.kind === 'free'

/** The follower has its hands on the player and it moves. */
export const isOursMoving = ({ stance, hold }: Posture): boolean => stance.kind === 'moving' && hold === null

/** In the follower's hands again: one that stands is placed anew, wherever it stands. */
export const broughtBack = ({ stance }: Posture): Posture => ({
  stance: stance.kind === 'still' ? { kind: 'still', placed: null } : stance,
  hold: null,
})

/** To be placed anew, whatever it does now. */
export const leaping = ({ stance, hold }: Posture): Posture => ({
  stance: stance.kind === 'still' ? { kind: 'still', placed: null } : { kind: 'moving', leaps: true },
  hold,
})

/** The room moved on, which also answers what it was asked. */
export const movedOn = (posture: Posture): Posture =>
  posture.hold?.kind === 'asking' ? { ...posture, hold: null } : posture

/** After the player told of its switch, whose own word is the last one; going on also ends being apart. Null = as before. */
export function switched({ stance, hold }: Posture, paused: boolean): Posture | null {
  if (paused === (stance.kind === 'still')) return null
  return {
    stance: paused ? { kind: 'still', placed: null } : { kind: 'moving' },
    hold: hold?.kind === 'apart' ? null : hold,
  }
}
