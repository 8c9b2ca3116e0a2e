import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { optionSentence } from '../../platform/optionSentence.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

/** What every bench has among its options. */
export const outputFlags = {
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsOptionsConfig

/** Reads the options of a bench; `refuse` makes the problem of whatever it does not have. */
export const readFlags = <Flags extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Flags,
  refuse: Refuse,
) => orRefused(() => parseArgs({ args: [...args], options }).values, refuse)

/** The same where words may stand beside the options. */
export const readWords = <Flags extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Flags,
  refuse: Refuse,
) => orRefused(() => parseArgs({ args: [...args], options, allowPositionals: true }), refuse)

/** Node throws what it cannot read, with a sentence for whoever typed it. */
function orRefused<Parsed>(read: () => Parsed, refuse: Refuse): Result<Parsed, Problem> {
  try {
    return success(read())
  } catch (error) {
    return failure(refuse(optionSentence(error)))
  }
}

/** Makes a problem of a sentence about an option. */
export type Refuse = (sentence: string) => Problem

/** That of `npm run bench:<name>`. */
export const refusedBy =
  (name: string): Refuse =>
  (sentence) => ({
    code: 'bad-option',
    sentence,
    nextStep: `npm run bench:${name} -- --help explains all options.`,
  })
