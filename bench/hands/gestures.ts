import { nextChapterMs } from '../../demo/films/chapters.ts'
import type { ViewerKey } from '../../demo/meter/playerProbe.ts'

/** Something that a viewer does in one go: one key, a key that is held, or a drag of the seek bar. */
export type Gesture =
  | { readonly kind: 'key'; readonly key: ViewerKey; readonly times: number; readonly everyMs: number }
  | { readonly kind: 'drag'; readonly toMs: number }

/** Who does what. */
export interface Turn {
  /** Which of the players. */
  readonly seat: number
  readonly gesture: Gesture
}

export interface Surroundings {
  readonly seats: number
  readonly positionMs: number
  readonly lengthMs: number
  readonly rate: number
}

/** So far from either end nobody jumps out of the film. */
const MARGIN_MS = 90_000

/** A random turn; `random` gives numbers from 0 up to 1. */
export function randomTurn(random: () => number, surroundings: Surroundings): Turn {
  const seat = Math.floor(random() * surroundings.seats)
  return { seat, gesture: randomGesture(random, surroundings) }
}

function randomGesture(random: () => number, surroundings: Surroundings): Gesture {
  const { positionMs, lengthMs, rate } = surroundings
  const isLate = positionMs > lengthMs - MARGIN_MS
  const isForward = !isLate && (positionMs < MARGIN_MS || random() < 0.5)
  const draw = random()
  // Whoever changed the speed does not leave it so for long.
  if (rate !== 1 && draw < 0.4) return key('normal-speed')
  if (draw < 0.3) return key('pause')
  if (draw < 0.55) return held(random, isForward ? 'forward' : 'back', 6)
  if (draw < 0.62) return key(isForward ? 'far-forward' : 'far-back')
  if (draw < 0.75)
    return { kind: 'drag', toMs: Math.round(MARGIN_MS + random() * (lengthMs - 2 * MARGIN_MS)) }
  if (draw < 0.83) return key(rate > 1 ? 'slower' : 'faster')
  if (draw < 0.93) return held(random, 'frame-step', 3)
  const isChapterNear = nextChapterMs(positionMs) - positionMs < CHAPTER_AHEAD_MS
  return key(random() < 0.5 || isLate || isChapterNear ? 'fullscreen' : 'next-chapter')
}

/** So shortly before a chapter, the next one may be that or the one after: players read ahead of what they show. */
const CHAPTER_AHEAD_MS = 8000

const key = (name: ViewerKey): Gesture => ({ kind: 'key', key: name, times: 1, everyMs: 0 })

/** Like a keyboard that repeats, or a finger that is not as quick. */
const held = (random: () => number, name: ViewerKey, most: number): Gesture => ({
  kind: 'key',
  key: name,
  times: 1 + Math.floor(random() * most),
  everyMs: 30 + Math.floor(random() * 120),
})

/** How many things were done. */
export const actionsIn = (gesture: Gesture): number => (gesture.kind === 'key' ? gesture.times : 1)

export const inWords = (gesture: Gesture): string =>
  gesture.kind === 'drag'
    ? `drag to ${Math.round(gesture.toMs / 1000)} s`
    : `${gesture.times} x ${gesture.key}`
