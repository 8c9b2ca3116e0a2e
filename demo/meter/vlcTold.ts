import type { Sample } from './trace.ts'
import type { PlayerChange } from './playerProbe.ts'

/** What `vlcMeter.lua` tells in one line. Instants are on VLC's clock, ms. */
export type VlcLine =
  | { readonly kind: 'film'; readonly film: VlcFilm; readonly atMs: number; readonly sinceMs: number }
  | { readonly kind: 'none'; readonly atMs: number }

/** `atMs` and `sinceMs` of the line: seen so at the one, and otherwise at the other. */
export interface VlcFilm {
  readonly positionMs: number
  readonly state: number
  readonly rate: number
  /** The buffer suffices to move. */
  readonly filled: boolean
}

/** Microseconds. */
const PER_MS = 1000

export function readVlcLine(text: string): VlcLine | null {
  const [what, ...figures] = text.split(' ')
  const numbers = figures.map(Number)
  const [time = NaN, now = NaN, before = NaN, state = NaN, rate = NaN, cache = NaN] = numbers
  if (what === 'none' && Number.isFinite(time)) return { kind: 'none', atMs: time / PER_MS }
  if (what !== 'film' || ![time, now, before, state, rate, cache].every(Number.isFinite)) return null
  const film = { positionMs: time / PER_MS, state, rate, filled: cache >= 1 }
  return { kind: 'film', film, atMs: now / PER_MS, sinceMs: before / PER_MS }
}

/** What is remembered of the lines so far. */
export interface VlcStory {
  readonly film: VlcFilm | null
  /** Where it was when its position or its switch changed last: from there it goes on, or stands. */
  readonly anchor: Sample | null
  /** Sought or opened, and the buffer is not filled yet. */
  readonly filling: boolean
}

export const noStory: VlcStory = { film: null, anchor: null, filling: true }

export interface VlcNews {
  readonly story: VlcStory
  /** On VLC's clock. */
  readonly sample: Sample | null
  readonly changes: readonly PlayerChange[]
}

/** VLC's own numbers of its states, `input_state_e` in vlc_input.h. */
const PLAYING = 2
const PAUSED = 3
const SWITCHED: readonly number[] = [PLAYING, PAUSED]
/** A look that came later than this after the one before dates a refresh too badly: half of it is the error. */
const SLOWEST_LOOK_MS = 2
/** A refresh farther than that from the line is a jump, and shows its target before VLC is there. */
const JUMP_MS = 150
/** VLC plays at 1000 divided by a whole number, but shows first what it was told. */
const RATE_GRID = 1000
const ON_GRID = 0.01

/** Takes one line in: VLC's position is right at the moment at which it is refreshed, about every 250 ms. */
export function takeVlcLine(story: VlcStory, line: VlcLine): VlcNews {
  if (line.kind === 'none') return { story: noStory, sample: null, changes: [] }
  const { film, atMs, sinceMs } = line
  const isRefresh = story.film !== null && film.positionMs !== story.film.positionMs
  const seen = { atMs: (atMs + sinceMs) / 2, positionMs: film.positionMs }
  const isJump = isRefresh && isOffTheLine(story, seen)
  const isSharp = atMs - sinceMs <= SLOWEST_LOOK_MS
  const isSample = film.state === PLAYING && isRefresh && !isJump && isSharp
  const filling = isJump || (story.filling && !film.filled)
  const anchor = isRefresh || film.state !== story.film?.state ? seen : story.anchor
  return {
    story: { film, anchor, filling },
    sample: isSample ? seen : null,
    changes: changesBetween(story, film, { atMs, isFilled: story.filling && !filling }),
  }
}

function isOffTheLine({ film, anchor }: VlcStory, seen: Sample): boolean {
  if (film === null || anchor === null) return false
  const goneMs = film.state === PLAYING ? film.rate * (seen.atMs - anchor.atMs) : 0
  return Math.abs(seen.positionMs - anchor.positionMs - goneMs) > JUMP_MS
}

function changesBetween(
  { film: before }: VlcStory,
  film: VlcFilm,
  { atMs, isFilled }: { readonly atMs: number; readonly isFilled: boolean },
): readonly PlayerChange[] {
  const isSwitched =
    before !== null &&
    before.state !== film.state &&
    [before, film].every(({ state }) => SWITCHED.includes(state))
  const isFaster = before !== null && before.rate !== film.rate && isOnGrid(film.rate)
  return [
    ...(isSwitched ? [{ kind: 'paused', paused: film.state === PAUSED, atMs } as const] : []),
    ...(isFaster ? [{ kind: 'speed', speed: film.rate, atMs } as const] : []),
    ...(isFilled ? [{ kind: 'showing', atMs } as const] : []),
  ]
}

const isOnGrid = (rate: number): boolean => {
  const steps = RATE_GRID / rate
  return Math.abs(steps - Math.round(steps)) < ON_GRID
}
