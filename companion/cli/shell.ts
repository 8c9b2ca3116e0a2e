import type { Problem } from '../../protocol/problem.ts'
import type { LogFile } from './logFile.ts'

/** What surrounds a command: the terminal or whatever stands in for it, and the environment. */
export interface Shell {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.Process['stdin']
  readonly stdout: NodeJS.Process['stdout']
  readonly stderr: NodeJS.Process['stderr']
  /** The folder of settings, not necessarily existing. */
  readonly settingsFolder: string
  readonly log: LogFile
  /** One line on stdout: what the command was asked for. */
  print(line: string): void
  /** One line on stderr: everything that is said beside it. */
  say(line: string): void
  /** A problem with its next step, on stderr. */
  explain(problem: Problem): void
}
