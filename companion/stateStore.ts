import { createListeners } from '../platform/listeners.ts'
import { wallNowMs } from '../platform/wallClock.ts'
import { initialCompanionState, type CompanionState } from '../protocol/companionState.ts'
import type { Cancel } from '../protocol/wire.ts'
import type { Clock } from '../sync/clock.ts'
import { reduceCompanion, type CompanionEvent } from './companionReducer.ts'

/** Figures that merely flow (drift, clock) are told at most this often; everything else at once. */
const figuresEveryMs = 250

/** The one place where the companion's state changes. */
export interface StateStore {
  state(): CompanionState
  dispatch(event: CompanionEvent): void
  onState(listener: (state: CompanionState) => void): Cancel
  close(): void
}

/** `wallMs` is the time of day. */
export function createStateStore(clock: Clock, wallMs: () => number = wallNowMs): StateStore {
  const listeners = createListeners<CompanionState>()
  let state: CompanionState = initialCompanionState
  let cancelLater: Cancel | null = null

  const tellNow = () => {
    cancelLater?.()
    cancelLater = null
    listeners.tell(state)
  }
  const dispatch = (event: CompanionEvent) => {
    const before = state
    state = reduceCompanion(state, event, wallMs())
    if (state === before) return
    if (isFigure(event, before, state)) cancelLater ??= clock.after(figuresEveryMs, tellNow)
    else tellNow()
  }
  return { state: () => state, dispatch, onState: listeners.add, close: () => cancelLater?.() }
}

function isFigure(event: CompanionEvent, before: CompanionState, after: CompanionState): boolean {
  if (event.kind === 'follow') return before.follow.mode === after.follow.mode
  return event.kind === 'clock' || (event.kind === 'room' && event.message.type === 'members')
}
