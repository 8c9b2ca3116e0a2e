import type { BridgedApp } from '../../../companion/app/serveBridge.ts'
import { createAppStore, type AppStore } from '../../../companion/app/appStore.ts'
import { initialAppState } from '../../../protocol/bridge/appState.ts'
import { failure, success } from '../../../protocol/result.ts'

/** An app whose state a test changes, and whose answers wait until a test gives them. */
export interface FakeApp extends BridgedApp {
  readonly store: AppStore
  /** Answers the oldest command that waits. */
  answer(how: 'done' | 'refused'): void
  waiting(): number
}

export const refusedBecause = { code: 'no', sentence: 'No.', nextStep: 'Do something else.' }

export function createFakeApp(): FakeApp {
  const store = createAppStore(initialAppState)
  const waiting: ((how: 'done' | 'refused') => void)[] = []
  return {
    store,
    nowMs: () => 0,
    state: store.state,
    onState: store.onState,
    command: () =>
      new Promise((resolve) =>
        waiting.push((how) => resolve(how === 'done' ? success(undefined) : failure(refusedBecause))),
      ),
    query: () => Promise.resolve(failure(refusedBecause)),
    answer: (how) => waiting.shift()?.(how),
    waiting: () => waiting.length,
  }
}
