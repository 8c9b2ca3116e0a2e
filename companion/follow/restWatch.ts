import type { PlayerEvent } from '../../adapters/player.ts'
import { sameFrameMs } from '../../sync/intent.ts'
import type { Observation } from '../../sync/observation.ts'
import { stoodAt } from './gathering.ts'
import type { Posture } from './posture.ts'

/**
 * An event that was lost must not leave a wish unheard: a player that rests is asked what it does, now and then. Finds a
 * switch that is not as it is thought to be; and a step by a frame, when looked at twice it stands at one and the same
 * place, which is not the one where it was placed.
 */
export function createRestWatch(): (observation: Observation, posture: Posture) => PlayerEvent | null {
  let restedAtMs: number | null = null
  return ({ paused, positionMs, buffering, seeking, ended }, posture) => {
    const isSure = paused && !buffering && !seeking && !ended && positionMs === restedAtMs
    restedAtMs = positionMs
    if (posture.hold !== null) return null
    if (paused !== (posture.stance.kind === 'still')) return { kind: 'paused', paused, positionMs }
    const stoodAtMs = stoodAt(posture)
    const hasStepped = isSure && stoodAtMs !== null && Math.abs(positionMs - stoodAtMs) > sameFrameMs
    return hasStepped ? { kind: 'sought', positionMs } : null
  }
}
