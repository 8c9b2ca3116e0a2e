import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Given } from './given.ts'

interface Bounds {
  readonly least: number
  readonly most: number
}

/** A whole number within bounds; null when the option was not given. */
export function readWholeNumber(
  given: Given,
  option: string,
  { least, most }: Bounds,
): Result<number | null, Problem> {
  const text = given.text(option)
  if (text === null) return success(null)
  const number = /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return success(number)
  return failure({
    code: 'usage',
    sentence: `"${text}" is no value for --${option}.`,
    nextStep: `Give a whole number from ${least} to ${most}.`,
  })
}
