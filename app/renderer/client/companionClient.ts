import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import { applyChanges } from '../../../protocol/bridge/changes.ts'
import {
  longestWindowFrame,
  readAppFrame,
  type AppFrame,
  type WindowFrame,
} from '../../../protocol/bridge/frames.ts'
import { answerSchemas, type AnswerOf, type AppQuery } from '../../../protocol/bridge/query.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Wire } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import { clientProblems } from './clientProblems.ts'
import { createRequests, done, type Reply } from './requests.ts'

/** Signing in, or a room with a player that has to start, may take a while; a person sees that it is under way. */
const commandWithinMs = 60_000
const queryWithinMs = 30_000

/** Of a frame's number, at most. */
const mostDigits = 16

/** The app, as a window reaches it over one wire. */
export interface CompanionClient {
  /** Resolves with what became of it. Never rejects. */
  command(command: AppCommand): Promise<Result<void, Problem>>
  /** The answer is checked: what does not fit the question is a problem. Never rejects. */
  query<Query extends AppQuery>(query: Query): Promise<Result<AnswerOf<Query['kind']>, Problem>>
  close(): void
}

export interface ClientParts {
  readonly wire: Wire
  readonly clock: Clock
  /**
   * After the snapshot and after every change, always whole; parts that did not change keep their identity. `sentAtMs`:
   * when it was so, on the app's clock.
   */
  readonly onState: (state: AppState, sentAtMs: number) => void
  /** Once, when nothing comes any more. */
  readonly onEnd: (problem: Problem) => void
}

export function createCompanionClient({ wire, clock, onState, onEnd }: ClientParts): CompanionClient {
  const requests = createRequests(clock)
  let state: AppState | null = null
  let isOver = false
  const end = (problem: Problem) => {
    if (isOver) return
    isOver = true
    requests.end(problem)
    onEnd(problem)
  }
  const show = (next: AppState | null, sentAtMs: number) => {
    if (next === null) return misunderstood()
    state = next
    onState(next, sentAtMs)
  }
  const misunderstood = () => {
    wire.close()
    end(clientProblems.strangeApp)
  }
  const hear = (frame: AppFrame) => {
    if (frame.type === 'snapshot') show(frame.state, frame.sentAtMs)
    else if (frame.type === 'changes') show(state && applyChanges(state, frame.changes), frame.sentAtMs)
    else requests.settle(frame.id, replyOf(frame))
  }
  const ask = (frame: (id: number) => WindowFrame, withinMs: number): Promise<Reply> => {
    if (isOver) return Promise.resolve(failure(clientProblems.gone))
    // The app would end the wire: whoever pastes a book shall be told instead.
    if (JSON.stringify(frame(1)).length > longestWindowFrame - mostDigits) {
      return Promise.resolve(failure(clientProblems.tooLong))
    }
    return requests.ask((id) => wire.send(JSON.stringify(frame(id))), withinMs)
  }
  wire.onMessage((text) => {
    const frame = isOver ? null : readAppFrame(text)
    if (frame !== null) hear(frame)
    else if (!isOver) misunderstood()
  })
  wire.onClose(() => end(clientProblems.gone))
  return {
    command: async (command) => {
      const reply = await ask((id) => ({ type: 'command', id, command }), commandWithinMs)
      return reply.ok ? success(undefined) : reply
    },
    query: async (query) => read(query, await ask((id) => ({ type: 'query', id, query }), queryWithinMs)),
    close: () => wire.close(),
  }
}

function replyOf(frame: Exclude<AppFrame, { type: 'snapshot' | 'changes' }>): Reply {
  switch (frame.type) {
    case 'result':
      return frame.result.ok ? done : frame.result
    case 'answer':
      return success(frame.value)
    case 'refused':
      return failure(frame.problem)
  }
}

function read<Query extends AppQuery>(query: Query, reply: Reply): Result<AnswerOf<Query['kind']>, Problem> {
  if (!reply.ok) return reply
  const answer = answerSchemas[query.kind].safeParse(reply.value)
  // The schema belongs to the query's kind, which the compiler cannot see through the table.
  return answer.success
    ? success(answer.data as AnswerOf<Query['kind']>)
    : failure(clientProblems.strangeAnswer)
}
