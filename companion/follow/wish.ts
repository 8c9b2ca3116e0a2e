import type { Timeline } from '../../protocol/timeline.ts'
import type { Intent } from '../../sync/intent.ts'
import type { Expected } from './course.ts'
import type { Hold, Stance } from './plan.ts'
import type { Posture } from './posture.ts'

/** How long the room may take to answer before the player is put back. */
const verdictDeadlineMs = 3000

export const askingFrom = (nowMs: number): Hold => ({ kind: 'asking', untilMs: nowMs + verdictDeadlineMs })

/** An intent that is the viewer's own: what they did in the player and would have the room do. */
export type Wish = Exclude<Intent, { kind: 'echo' | 'artefact' }>

/** The room's answer to a wish. */
export type Verdict =
  { readonly kind: 'accepted' } | { readonly kind: 'refused' | 'nobody-to-ask'; readonly sentence: string }

/** Leaves the player as the viewer wants it while the room is asked, but for a start, which is everyone's. */
export function grant(wish: Wish, stance: Stance, asking: Hold): Posture {
  switch (wish.kind) {
    case 'wants-pause':
    case 'wants-rate':
      return { stance, hold: asking }
    case 'wants-play':
      // Not left running: the plan halts and places it again, so that it starts with everyone.
      return { stance, hold: null }
    case 'wants-seek':
      return { stance: stance.kind === 'still' ? { kind: 'still', placed: null } : stance, hold: asking }
  }
}

/** With nobody to ask a pause stays the viewer's; anything else that was not granted is put back. */
export function holdAfter(verdict: Verdict, stance: Stance, expected: Expected | null): Hold | null {
  const isPauseOfTheirs = stance.kind === 'still' && (expected?.playing ?? false)
  return verdict.kind === 'nobody-to-ask' && isPauseOfTheirs ? { kind: 'apart' } : null
}

/** What a wish is told from. */
export interface Hearing {
  readonly expected: Expected | null
  readonly stance: Stance
  readonly hold: Hold | null
  /** The newest timeline, which may not have begun yet. */
  readonly coming: Timeline | undefined
}

/**
 * A player that already does what is coming (the viewer's own pause, before the room's begins), or that was left as
 * the viewer wants it while the room is asked, is told by its own switch; any other by what the room does now.
 */
export function tellFrom({ expected, stance, hold, coming }: Hearing): Expected | null {
  if (expected === null) return null
  const playing = stance.kind === 'moving'
  const isTheirs = hold?.kind === 'asking' || hold?.kind === 'gathering'
  const isAhead = isTheirs || coming?.playing === playing
  return isAhead ? { ...expected, playing } : expected
}
