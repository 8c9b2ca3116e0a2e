import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'

export const sleep = (clock: Clock, forMs: number): Promise<void> =>
  new Promise((resolve) => void clock.after(forMs, resolve))

export interface Waiting {
  readonly clock: Clock
  readonly withinMs: number
  /** What has not happened when the time is over, as a sentence. */
  readonly sentence: () => string
}

const LOOK_EVERY_MS = 20

/** Waits until something is so. */
export async function waitUntil(isSo: () => boolean, waiting: Waiting): Promise<Result<void, Problem>> {
  const { clock, withinMs, sentence } = waiting
  const untilMs = clock.nowMs() + withinMs
  while (!isSo()) {
    if (clock.nowMs() > untilMs) return failure(lateProblem(sentence()))
    await sleep(clock, LOOK_EVERY_MS)
  }
  return success(undefined)
}

const lateProblem = (sentence: string): Problem => ({
  code: 'too-late',
  sentence,
  nextStep: 'Close what else keeps this machine busy and try again.',
})
