/** A command of ours that the player is going to repeat as an event. */
export interface Expectation {
  readonly property: 'paused' | 'seek' | 'rate'
  /** Null: whatever the player makes of it (a seek that may land anywhere). */
  readonly value: boolean | number | null
  /** Local clock. An echo after it is nobody's. */
  readonly deadlineMs: number
  /** How far from `value` a seek may land; 100 ms if absent, which covers the frame grid down to 10 frames a second. */
  readonly toleranceMs?: number
}

/** Oldest first: players repeat commands in the order they were given, though not always all of them. */
export type ExpectationList = readonly Expectation[]

/** What a player said happened to it. */
export type Heard =
  | { readonly kind: 'paused'; readonly paused: boolean; readonly positionMs: number | null }
  | { readonly kind: 'sought'; readonly positionMs: number }
  | { readonly kind: 'rate'; readonly rate: number }

/** Whose doing it was, and what the viewer wants if it was theirs. */
export type Intent =
  /** Our own command, or what the room does anyway. */
  | { readonly kind: 'echo' }
  /** The player's own doing: it ran out of bytes or film, or is being given another film. */
  | { readonly kind: 'artefact' }
  | { readonly kind: 'wants-pause'; readonly positionMs: number | null }
  | { readonly kind: 'wants-play' }
  | { readonly kind: 'wants-seek'; readonly positionMs: number }
  | { readonly kind: 'wants-rate'; readonly rate: number }

/** What the room and the player's own troubles explain. */
export interface IntentContext {
  readonly nowMs: number
  readonly expectedPlaying: boolean
  readonly expectedPositionMs: number
  /** Where the player itself stands in a pause of the room: one frame from there is elsewhere. Null = it does not. */
  readonly standsAtMs: number | null
  readonly expectedRate: number
  readonly buffering: boolean
  readonly ended: boolean
  readonly mediaChanging: boolean
}

export interface Judged {
  readonly intent: Intent
  readonly list: ExpectationList
}

const landingToleranceMs = 100
/** A jump to within this of the room is no wish: players' own keys seek by seconds, a changed audio track by less. */
const samePlaceMs = 500
/** Less than the shortest frame, that of 60 frames a second. */
export const sameFrameMs = 10
/** VLC plays at 1000/n: 0.05 % from what it was told. */
const rateTolerance = 0.001

/**
 * Remembers a command, with a deadline little later than the slowest echo: what outlives its echo can swallow a wish.
 * Once nothing is expected any more, what the player is should be judged as if it had just been heard.
 */
export function expectEcho(list: ExpectationList, expectation: Expectation): ExpectationList {
  return [...list, expectation]
}

/**
 * Tells an echo from an intent. One echo uses up the oldest expectation it fits; those that the player leaves out stay
 * until their deadline, because a viewer who did the same just before must not make a command of ours look like theirs.
 */
export function judge(list: ExpectationList, heard: Heard, context: IntentContext): Judged {
  const alive = list.filter((expectation) => expectation.deadlineMs >= context.nowMs)
  const index = alive.findIndex((expectation) => isEcho(expectation, heard))
  if (index >= 0) return { intent: { kind: 'echo' }, list: alive.toSpliced(index, 1) }
  if (isTheRooms(heard, context)) return { intent: { kind: 'echo' }, list: alive }
  if (isArtefact(heard, context)) return { intent: { kind: 'artefact' }, list: alive }
  return { intent: wishOf(heard), list: alive }
}

const propertyOf = { paused: 'paused', sought: 'seek', rate: 'rate' } as const

function isEcho({ property, value, toleranceMs }: Expectation, heard: Heard): boolean {
  if (property !== propertyOf[heard.kind]) return false
  if (value === null) return true
  switch (heard.kind) {
    case 'paused':
      return heard.paused === value
    case 'sought':
      return Math.abs(heard.positionMs - Number(value)) <= (toleranceMs ?? landingToleranceMs)
    case 'rate':
      return isSameRate(heard.rate, Number(value))
  }
}

/** What the room does already needs no request. */
function isTheRooms(heard: Heard, context: IntentContext): boolean {
  switch (heard.kind) {
    case 'paused':
      return heard.paused !== context.expectedPlaying
    case 'sought':
      return isSamePlace(heard.positionMs, context)
    case 'rate':
      return isSameRate(heard.rate, context.expectedRate)
  }
}

/** A jump that nobody asked for moves a player by less than one that plays could tell, and one that stands not at all. */
function isSamePlace(positionMs: number, { expectedPositionMs, standsAtMs }: IntentContext): boolean {
  return standsAtMs === null
    ? Math.abs(positionMs - expectedPositionMs) <= samePlaceMs
    : Math.abs(positionMs - standsAtMs) <= sameFrameMs
}

/** Players stop by themselves when they run out of bytes or film; they do not jump or change speed for that. */
function isArtefact(heard: Heard, context: IntentContext): boolean {
  if (context.mediaChanging) return true
  return heard.kind === 'paused' && heard.paused && (context.buffering || context.ended)
}

function wishOf(heard: Heard): Intent {
  switch (heard.kind) {
    case 'paused':
      return heard.paused ? { kind: 'wants-pause', positionMs: heard.positionMs } : { kind: 'wants-play' }
    case 'sought':
      return { kind: 'wants-seek', positionMs: heard.positionMs }
    case 'rate':
      return { kind: 'wants-rate', rate: heard.rate }
  }
}

function isSameRate(one: number, other: number): boolean {
  return Math.abs(one - other) <= rateTolerance * Math.abs(other)
}
