import { createListeners } from '../../platform/listeners.ts'
import type { AppState, Notice } from '../../protocol/bridge/appState.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { reduceApp, type AppEvent } from './appReducer.ts'

/** Holds the app's state; tells of every change at once. */
export interface AppStore {
  state(): AppState
  dispatch(event: AppEvent): void
  onState(listener: (state: AppState) => void): Cancel
  /** Shows a line until somebody dismisses it. */
  notify(tone: Notice['tone'], problem: Problem): void
}

export function createAppStore(initial: AppState): AppStore {
  const listeners = createListeners<AppState>()
  let state = initial
  let noticeId = 0
  const dispatch = (event: AppEvent) => {
    const before = state
    state = reduceApp(state, event)
    if (state !== before) listeners.tell(state)
  }
  return {
    state: () => state,
    dispatch,
    onState: listeners.add,
    notify: (tone, problem) => {
      noticeId += 1
      dispatch({ kind: 'notice', notice: { id: noticeId, tone, problem } })
    },
  }
}
