import type { PlayerEvent } from '../../adapters/player.ts'
import type { Hold } from './plan.ts'
import type { Posture } from './posture.ts'
import type { Wish } from './wish.ts'

/**
 * How long the viewer's seeking has to rest until the room is asked. A held arrow key is many seeks: MPV repeats it
 * after 200 ms, then every 25 ms (`--input-ar-delay`, `--input-ar-rate`), and exact seeks land some 10 ms later.
 */
export const seekRestMs = 300
/** A seek that has begun lands within this, or what landed last is what the viewer wants. */
const seekUnderWayMs = 5000

/** The viewer's seek has landed: the room is asked for this place unless they seek on. */
export const gatherSeek = (positionMs: number, nowMs: number, before: Posture): Hold => ({
  ...{ kind: 'gathering', positionMs, untilMs: nowMs + seekRestMs },
  stoodAtMs: stoodAt(before),
})

/** Where a player that stands was placed, before its viewer moved it; null when it was not, or moves. */
export function stoodAt({ stance, hold }: Posture): number | null {
  if (stance.kind !== 'still') return null
  if (stance.placed !== null) return stance.placed.landedMs
  return hold?.kind === 'gathering' ? hold.stoodAtMs : null
}

/** What an event of the player makes of seeks that are being gathered; `wish` is what was understood of it. */
export function gatherOn(hold: Hold | null, event: PlayerEvent, heard: Heard): Hold | null {
  if (hold?.kind !== 'gathering') return hold
  if (event.kind === 'seeking') return { ...hold, untilMs: heard.nowMs + seekUnderWayMs }
  // Back where the room is: there is nothing to ask for any more.
  return event.kind === 'sought' && heard.wish === null ? null : hold
}

interface Heard {
  readonly wish: Wish | null
  readonly nowMs: number
}

/** The one wish that all the seeks come to. */
export const gatheredWish = (hold: Hold | null): Wish | null =>
  hold?.kind === 'gathering' ? { kind: 'wants-seek', positionMs: hold.positionMs } : null
