import type { BridgedApp } from '../../../companion/app/serveBridge.ts'
import { createListeners } from '../../../platform/listeners.ts'
import { appCommandSchema, type AppCommand } from '../../../protocol/bridge/appCommand.ts'
import { appStateSchema, type AppState } from '../../../protocol/bridge/appState.ts'
import { answerSchemas, type AnswerOf, type AppQuery } from '../../../protocol/bridge/query.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'

type Kind = AppQuery['kind']

/** What is answered to each kind of question; what is missing is refused. */
export type Answers = {
  readonly [Each in Kind]?: (
    query: Extract<AppQuery, { kind: Each }>,
  ) => AnswerOf<Each> | Result<AnswerOf<Each>, Problem> | Promise<AnswerOf<Each>>
}

export interface FakeApp extends BridgedApp {
  /** Makes another state of it and tells every window. */
  change(next: (state: AppState) => AppState): void
  /** What windows asked for, oldest first. */
  readonly asked: AppCommand[]
}

export interface FakeAppParts {
  readonly state: AppState
  readonly answers?: Answers
  /** What becomes of a command, and what it does to the state; done without any effect when absent. */
  readonly onCommand?: (
    command: AppCommand,
    app: FakeApp,
  ) => Result<void, Problem> | undefined | Promise<Result<void, Problem> | undefined>
}

/**
 * An app that is what a test says. Nothing leaves it that the real one could not have said: states, commands and answers
 * are held against the protocol's schemas.
 */
export function createFakeApp({ state: first, answers = {}, onCommand }: FakeAppParts): FakeApp {
  const listeners = createListeners<AppState>()
  let state = appStateSchema.parse(first)
  const app: FakeApp = {
    asked: [],
    nowMs: () => performance.now(),
    state: () => state,
    onState: listeners.add,
    change: (next) => {
      state = next(state)
      appStateSchema.parse(state)
      listeners.tell(state)
    },
    command: async (command) => {
      app.asked.push(appCommandSchema.parse(command))
      return (await onCommand?.(command, app)) ?? success(undefined)
    },
    query: async (query) => {
      const answer = answers[query.kind] as ((query: AppQuery) => unknown) | undefined
      const answered = await answer?.(query)
      if (answered === undefined) return failure(notAnswered(query.kind))
      if (isFailure(answered)) return answered
      return success(answerSchemas[query.kind].parse(answered) as AnswerOf<(typeof query)['kind']>)
    },
  }
  return app
}

const isFailure = (answered: unknown): answered is { readonly ok: false; readonly problem: Problem } =>
  typeof answered === 'object' && answered !== null && 'ok' in answered && answered.ok === false

const notAnswered = (kind: Kind): Problem => ({
  code: 'library-unreachable',
  sentence: `Nothing answers to "${kind}".`,
  nextStep: 'Try again in a moment.',
})
