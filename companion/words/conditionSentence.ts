import type { Condition } from '../../protocol/health.ts'
import { explain } from '../../protocol/problem.ts'

/** What is wrong and how it ends. `key` = what a person presses to have the player again, null where there are no keys. */
export function conditionSentence({ problem, wayBack }: Condition, key: string | null): string {
  switch (wayBack.kind) {
    case 'retrying':
      return `${problem.sentence} It is tried again by itself (attempt ${wayBack.attempt}).`
    case 'command':
      return key === null ? explain(problem) : `${problem.sentence} Press ${key} to start it again.`
    case 'by-itself':
    case 'outside':
      return explain(problem)
  }
}

/** Whether there is something new to say about a condition: neither figures that merely flow nor another try are. */
export const isNews = (before: Condition | undefined, now: Condition): boolean =>
  before === undefined || before.problem.code !== now.problem.code || stageOf(before) !== stageOf(now)

/** Who brings it to an end. */
const stageOf = ({ wayBack }: Condition): 'lockstep' | 'a person' =>
  wayBack.kind === 'by-itself' || wayBack.kind === 'retrying' ? 'lockstep' : 'a person'
