import type { ServerFrame } from '../../../protocol/openWatchParty/serverFrames.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, type Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import { noAnswer } from '../sessionProblems.ts'

/** What a frame says about something that was asked for: that it came about, why it did not, or nothing (null). */
export type Reading<Value> = (frame: ServerFrame) => Result<Value, Problem> | null

/** Answers that are waited for on one line. Requests there have no ids: the first frame that fits is the answer. */
export interface PartyExpectations {
  /** Resolves with what the first frame that fits says, and with `silence` when none has come in time. */
  of<Value>(read: Reading<Value>, silence?: Silence): Promise<Result<Value, Problem>>
  hear(frame: ServerFrame): void
  failAll(problem: Problem): void
}

export interface Silence {
  readonly afterMs: number
  readonly problem: Problem
}

const usualSilence: Silence = { afterMs: 5000, problem: noAnswer }

export function createPartyExpectations(clock: Clock): PartyExpectations {
  const waiting = new Set<{ hear(frame: ServerFrame): void; fail(problem: Problem): void }>()
  return {
    of: <Value>(read: Reading<Value>, { afterMs, problem }: Silence = usualSilence) =>
      new Promise<Result<Value, Problem>>((resolve) => {
        const settle = (result: Result<Value, Problem>) => {
          waiting.delete(entry)
          cancel()
          resolve(result)
        }
        const entry = {
          hear: (frame: ServerFrame) => {
            const result = read(frame)
            if (result !== null) settle(result)
          },
          fail: (why: Problem) => settle(failure(why)),
        }
        const cancel = clock.after(afterMs, () => entry.fail(problem))
        waiting.add(entry)
      }),
    hear: (frame) => {
      for (const entry of [...waiting]) entry.hear(frame)
    },
    failAll: (problem) => {
      for (const entry of [...waiting]) entry.fail(problem)
    },
  }
}
