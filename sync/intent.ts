/** A command of ours that the player is going to repeat as an event. */
export interface Expectation {
  readonly property: 'paused' | 'seek' | 'rate'
  readonly value: boolean | number | null
  readonly deadlineMs: number
}

export type ExpectationList = readonly Expectation[]

/** What a player said happened to it. */
export type Heard =
  | { readonly kind: 'paused'; readonly paused: boolean; readonly positionMs: number | null }
  | { readonly kind: 'sought'; readonly positionMs: number }
  | { readonly kind: 'rate'; readonly rate: number }

/** Whose doing it was, and what the viewer wants if it was theirs. */
export type Intent =
  | { readonly kind: 'echo' }
  | { readonly kind: 'artefact' }
  | { readonly kind: 'wants-pause'; readonly positionMs: number | null }
  | { readonly kind: 'wants-play' }
  | { readonly kind: 'wants-seek'; readonly positionMs: number }
  | { readonly kind: 'wants-rate'; readonly rate: number }

/** What the room, and the player's own troubles, explain. */
export interface IntentContext {
  readonly nowMs: number
  readonly expectedPlaying: boolean
  readonly expectedPositionMs: number
  readonly expectedRate: number
  readonly buffering: boolean
  readonly ended: boolean
  readonly mediaChanging: boolean
}

export interface Judged {
  readonly intent: Intent
  readonly list: ExpectationList
}

/** Seeks land on the frame grid, and a keyframe seek of a slow source somewhat off: within this it is our own. */
const seekToleranceMs = 250
const rateTolerance = 0.001

export const expectEcho = (list: ExpectationList, expectation: Expectation): ExpectationList => [
  ...list,
  expectation,
]

/** Tells an echo from an intent. An expectation is used up by its echo, with those of its kind before it. */
export function judge(list: ExpectationList, heard: Heard, context: IntentContext): Judged {
  const alive = list.filter((expectation) => expectation.deadlineMs >= context.nowMs)
  const index = alive.findIndex((expectation) => matches(expectation, heard))
  if (index >= 0) return { intent: { kind: 'echo' }, list: withoutUpTo(alive, index) }
  if (context.mediaChanging || context.ended) return { intent: { kind: 'artefact' }, list: alive }
  return { intent: intentOf(heard, context), list: alive }
}

function intentOf(heard: Heard, context: IntentContext): Intent {
  switch (heard.kind) {
    case 'paused':
      if (heard.paused !== context.expectedPlaying) return { kind: 'echo' }
      return heard.paused ? { kind: 'wants-pause', positionMs: heard.positionMs } : { kind: 'wants-play' }
    case 'sought': {
      const isThere = Math.abs(heard.positionMs - context.expectedPositionMs) <= seekToleranceMs
      if (isThere) return { kind: 'echo' }
      return context.buffering ? { kind: 'artefact' } : { kind: 'wants-seek', positionMs: heard.positionMs }
    }
    case 'rate': {
      const isSame = Math.abs(heard.rate - context.expectedRate) <= rateTolerance
      return isSame ? { kind: 'echo' } : { kind: 'wants-rate', rate: heard.rate }
    }
  }
}

const propertyOf = { paused: 'paused', sought: 'seek', rate: 'rate' } as const

function matches(expectation: Expectation, heard: Heard): boolean {
  if (expectation.property !== propertyOf[heard.kind]) return false
  const { value } = expectation
  switch (heard.kind) {
    case 'paused':
      return value === heard.paused
    case 'sought':
      return typeof value === 'number' && Math.abs(value - heard.positionMs) <= seekToleranceMs
    case 'rate':
      return typeof value === 'number' && Math.abs(value - heard.rate) <= rateTolerance
  }
}

/** Players coalesce: the echo of a later command also stands for the earlier ones of its kind. */
const withoutUpTo = (list: ExpectationList, index: number): ExpectationList =>
  list.filter((expectation, place) => place > index || expectation.property !== list[index]?.property)
