import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { ServerMessageOf } from '../../protocol/session.ts'
import type { Clock } from '../../sync/clock.ts'
import { noAnswer, problemOfRefusal } from './sessionProblems.ts'

/** How long a request may stay without an answer. The server answers within a round trip, or it is gone. */
const requestDeadlineMs = 10_000

export type Answer = ServerMessageOf<'joined' | 'done' | 'renewed'>

/** Requests under way on one line, each ended exactly once: by its answer, its deadline or the end of the line. */
export interface PendingRequests {
  /** A fresh id and the promise of its answer. */
  open(): { readonly requestId: string; readonly answer: Promise<Result<Answer, Problem>> }
  /** True when the message answered a request. */
  settle(message: Answer | ServerMessageOf<'refused'>): boolean
  failAll(problem: Problem): void
}

export function createPendingRequests(clock: Clock): PendingRequests {
  const waiting = new Map<string, (result: Result<Answer, Problem>) => void>()
  let counter = 0

  const open = () => {
    const requestId = `r${++counter}`
    const { promise, resolve } = withResolvers<Result<Answer, Problem>>()
    const cancel = clock.after(requestDeadlineMs, () => finish(requestId, failure(noAnswer)))
    waiting.set(requestId, (result) => {
      cancel()
      resolve(result)
    })
    return { requestId, answer: promise }
  }
  const finish = (requestId: string, result: Result<Answer, Problem>): boolean => {
    const done = waiting.get(requestId)
    waiting.delete(requestId)
    done?.(result)
    return done !== undefined
  }
  return {
    open,
    settle: (message) =>
      finish(
        message.requestId,
        message.type === 'refused' ? failure(problemOfRefusal(message)) : success(message),
      ),
    failAll: (problem) => {
      for (const requestId of [...waiting.keys()]) finish(requestId, failure(problem))
    },
  }
}

function withResolvers<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>((fulfil) => {
    resolve = fulfil
  })
  return { promise, resolve }
}
