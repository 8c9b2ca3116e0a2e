import type { Problem } from '../../protocol/problem.ts'
import type { CliCommand } from './cliCommand.ts'
import { exitCodes, type ExitCode } from './exitCodes.ts'
import { readGiven } from './given.ts'
import { renderCommandHelp, renderOverview } from './help.ts'
import { appVersion } from './identity.ts'
import type { Shell } from './shell.ts'

export interface CliParts {
  readonly shell: Shell
  readonly commands: Readonly<Record<string, () => Promise<CliCommand>>>
}

/** What is done when only options, or nothing at all, were typed. */
const defaultCommand = 'start'

/** Understands what was typed and does it; resolves to the exit code when all of it is done. */
export async function runCli(rawArgs: readonly string[], parts: CliParts): Promise<ExitCode> {
  const [first = defaultCommand, ...rest] = rawArgs
  if (['--help', '-h', 'help'].includes(first)) return await showHelp(rest[0], parts)
  if (first === '--version') return answer(parts.shell, appVersion)
  if (first.startsWith('-')) return await runCli([defaultCommand, ...rawArgs], parts)
  const load = commandNamed(first, parts)
  return load === undefined
    ? refuse(parts.shell, unknownCommand(first))
    : await runCommand(await load(), rest, parts)
}

async function runCommand(
  command: CliCommand,
  rawArgs: readonly string[],
  { shell }: CliParts,
): Promise<ExitCode> {
  if (asksForHelp(rawArgs)) return answer(shell, renderCommandHelp(command, widthOf(shell)))
  const given = readGiven(command, rawArgs)
  return given.ok ? await command.run(given.value, shell) : refuse(shell, given.problem)
}

/** `--help` anywhere before a lone `--`, whatever else was typed. */
function asksForHelp(rawArgs: readonly string[]): boolean {
  const end = rawArgs.indexOf('--')
  return rawArgs.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h')
}

async function showHelp(name: string | undefined, parts: CliParts): Promise<ExitCode> {
  const { shell, commands } = parts
  const load = name === undefined ? undefined : commandNamed(name, parts)
  if (name !== undefined && load === undefined) return refuse(shell, unknownCommand(name))
  if (load !== undefined) return answer(shell, renderCommandHelp(await load(), widthOf(shell)))
  const all = await Promise.all(Object.values(commands).map((command) => command()))
  return answer(shell, renderOverview(all, widthOf(shell)))
}

const commandNamed = (name: string, { commands }: CliParts) =>
  Object.hasOwn(commands, name) ? commands[name] : undefined

/** Help is what was asked for: it goes to stdout, whole. */
function answer(shell: Shell, text: string): ExitCode {
  shell.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return exitCodes.ok
}

function refuse(shell: Shell, problem: Problem): ExitCode {
  shell.explain(problem)
  return exitCodes.usage
}

const widthOf = ({ stdout }: Shell) => Math.min(stdout.columns ?? 100, 100)

const unknownCommand = (name: string): Problem => ({
  code: 'usage',
  sentence: `There is no command "${name}".`,
  nextStep: '"lockstep --help" lists all of them.',
})
