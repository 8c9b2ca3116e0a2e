import type { CliCommand } from './cliCommand.ts'
import { exitCodeMeanings } from './exitCodes.ts'
import { everyCommandsOptions, type CliOption, type OptionTable } from './optionTable.ts'
import { wrapWords } from './wrapWords.ts'

/** How a command is called in help and examples. */
const program = 'lockstep'

/** Everything about one command, no wider than `width`. */
export function renderCommandHelp(command: CliCommand, width: number): string {
  const words = command.words === '' ? '' : ` ${command.words}`
  return sections([
    [`${program} ${command.name}${words} [options]`],
    [command.summary, ...command.details].flatMap((text, index) => [
      ...(index > 0 ? [''] : []),
      ...wrapWords(text, width),
    ]),
    ['Options', ...optionLines({ ...command.options, ...everyCommandsOptions }, width)],
    ['Examples', ...exampleLines(command)],
    exitCodeLines(),
  ])
}

interface CommandSummary {
  readonly name: string
  readonly words: string
  readonly summary: string
}

/** The list of commands. */
export function renderOverview(commands: readonly CommandSummary[], width: number): string {
  const rows = commands.map(({ name, words, summary }): readonly [string, string] => [
    `${name} ${words}`.trim(),
    summary,
  ])
  return sections([
    [`${program} [command] [options]`],
    wrapWords(
      'Watch Jellyfin films together, each in their own player, in step to a few milliseconds.',
      width,
    ),
    ['Commands', ...columns(rows, width)],
    ['Surroundings', ...columns(surroundings, width)],
    exitCodeLines(),
    [
      `"${program} <command> --help" tells more about each.`,
      `In this folder "${program}" is called as "npm run ${program} --".`,
    ],
  ])
}

const surroundings: readonly (readonly [string, string])[] = [
  ['LOCKSTEP_HOME', 'folder of the settings, instead of the usual one'],
  ['LOCKSTEP_PASSWORD', 'password for "login", instead of asking'],
  ['LOCKSTEP_SERVER', 'session server for "create" when --server is not given'],
  ['LOCKSTEP_ROOM_PASSWORD', 'password of a room, for "join" and "create --password", instead of asking'],
  ['LOCKSTEP_LINK', 'join link for "join" when none is given'],
  ['LOCKSTEP_LOG', '"debug" makes the log in the settings folder tell more'],
  ['NO_COLOR', 'no colours'],
]

const exitCodeLines = () => [
  'Exit codes',
  ...exitCodeMeanings.map(([code, meaning]) => `  ${code}  ${meaning}`),
]

const exampleLines = ({ name, examples }: CliCommand) =>
  examples.flatMap(({ args, does }) => [`  ${`${program} ${name} ${args}`.trim()}`, `      ${does}`])

const optionLines = (options: OptionTable, width: number) =>
  columns(
    Object.entries(options).map(([name, option]) => [signature(name, option), description(option)] as const),
    width,
  )

const signature = (name: string, { value, repeatable }: CliOption) =>
  `--${name}${value === null ? '' : ` <${value}>`}${repeatable === true ? ' ...' : ''}`

function description({ about, fallback }: CliOption): string {
  if (fallback === undefined) return about
  return `${about} [${'value' in fallback ? fallback.value : fallback.shown}]`
}

/** Two columns, the second one wrapped beneath itself. */
function columns(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  const first = Math.max(...rows.map(([left]) => left.length)) + 4
  return rows.flatMap(([left, right]) =>
    wrapWords(right, Math.max(24, width - first)).map(
      (line, index) => `${index === 0 ? `  ${left}`.padEnd(first) : ' '.repeat(first)}${line}`,
    ),
  )
}

const sections = (parts: readonly (readonly string[])[]) =>
  `${parts.map((part) => part.join('\n')).join('\n\n')}\n`
