import type { ExitCode } from './exitCodes.ts'
import type { CallShape, Given } from './given.ts'
import type { Shell } from './shell.ts'

/** One command of the terminal: how it is called, what it takes, what it does. Help and checks come from this. */
export interface CliCommand extends CallShape {
  /** One line for the list of commands. */
  readonly summary: string
  /** Whatever else a person should know before using it; paragraphs. */
  readonly details: readonly string[]
  /** Complete arguments that work, each with what they do. */
  readonly examples: readonly { readonly args: string; readonly does: string }[]
  run(given: Given, shell: Shell): Promise<ExitCode>
}
