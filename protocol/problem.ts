import { z } from 'zod'

/**
 * What went wrong, told to a person: `code` for programs and translations, `sentence` says what happened,
 * `nextStep` says what to do about it. Neither ever carries a token, a password or a URL with one.
 */
export interface Problem {
  readonly code: string
  readonly sentence: string
  readonly nextStep: string
}

/** A problem as it crosses a bridge. */
export const problemSchema = z.object({ code: z.string(), sentence: z.string(), nextStep: z.string() })

/** Both halves in one line, as a terminal or a toast shows them. */
export const explain = (problem: Problem): string => `${problem.sentence} ${problem.nextStep}`.trim()
