import type { PolicyChange } from '../../protocol/policy.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { policyAmongFriends } from '../room/policyAmongFriends.ts'
import { readDuration } from '../words/durations.ts'
import { policyFields } from '../words/policyFields.ts'
import { usageProblem } from './cliProblems.ts'
import type { Given } from './given.ts'
import type { CliOption, OptionTable } from './optionTable.ts'

/** A room ends by itself at most this much later: a year. */
const longestExpiryMs = 366 * 86_400_000

/** The rules of a new room as options. */
export const policyOptionTable: OptionTable = Object.fromEntries(
  policyFields.map(({ name, values, about, show }): [string, CliOption] => [
    name,
    { value: values, about, fallback: { shown: show(policyAmongFriends) } },
  ]),
)

export function readPolicy(given: Given): Result<PolicyChange, Problem> {
  let policy: PolicyChange = {}
  for (const field of policyFields) {
    const text = given.text(field.name)
    const change = text === null ? {} : field.read(text)
    if (change === null) return failure(noValue(text ?? '', field.name, field.values))
    policy = { ...policy, ...change }
  }
  return success(policy)
}

/** After how long the room is to end, ms; null = nothing was said. */
export function readExpiry(given: Given): Result<number | null, Problem> {
  const text = given.text('expires')
  if (text === null) return success(null)
  const expiresInMs = readDuration(text)
  return expiresInMs === null || expiresInMs < 1000 || expiresInMs > longestExpiryMs
    ? failure(noValue(text, 'expires', 'a time such as 2h30m, at most a year'))
    : success(expiresInMs)
}

const noValue = (text: string, option: string, values: string): Problem =>
  usageProblem(`"${text}" is no value for --${option}.`, `Give ${values}.`)
