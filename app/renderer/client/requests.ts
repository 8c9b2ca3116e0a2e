import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import { clientProblems } from './clientProblems.ts'

export type Reply = Result<unknown, Problem>

/** Questions under way on one wire, each with a number of its own. */
export interface Requests {
  /** Hands out a number and resolves with what comes back for it, in time or as `no-answer`. */
  ask(send: (id: number) => void, withinMs: number): Promise<Reply>
  /** An answer to nothing that was asked is ignored: it may have come too late. */
  settle(id: number, reply: Reply): void
  /** Nothing will be answered any more. */
  end(problem: Problem): void
}

export function createRequests(clock: Clock): Requests {
  const open = new Map<number, (reply: Reply) => void>()
  let lastId = 0
  const settle = (id: number, reply: Reply) => open.get(id)?.(reply)
  const ask = (send: (id: number) => void, withinMs: number) =>
    new Promise<Reply>((resolve) => {
      const id = ++lastId
      const cancel = clock.after(withinMs, () => settle(id, failure(clientProblems.noAnswer)))
      open.set(id, (reply) => {
        cancel()
        open.delete(id)
        resolve(reply)
      })
      send(id)
    })
  const end = (problem: Problem) => {
    for (const settleOne of [...open.values()]) settleOne(failure(problem))
  }
  return { ask, settle, end }
}

export const done: Reply = success(undefined)
