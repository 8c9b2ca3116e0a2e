import { readFile } from 'node:fs/promises'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { OptionSources } from './gatherOptions.ts'

/** Reads the file of options; null when none is named. */
export async function readOptionsFile(name: string | null): Promise<Result<OptionSources['file'], Problem>> {
  if (name === null) return success(null)
  try {
    return success({ name, text: await readFile(name, 'utf8') })
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason given'
    return failure({
      code: 'bad-server-option',
      sentence: `The file of options ${name} cannot be read (${why}).`,
      nextStep: 'Name another one with --config, or leave it out.',
    })
  }
}
