import type { Condition } from '../../../protocol/health.ts'
import type { Problem } from '../../../protocol/problem.ts'

/** Whether one of the conditions tells of this problem already. */
export const isCondition = (health: readonly Condition[], problem: Problem): boolean =>
  health.some((condition) => condition.problem.code === problem.code)

/** How a condition is drawn. */
export const toneOf = ({ severity }: Condition): 'bad' | 'caution' | 'calm' =>
  severity === 'stopped' ? 'bad' : severity === 'impaired' ? 'caution' : 'calm'
