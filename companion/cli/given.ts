import { parseArgs } from 'citty'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { asArgsDef, type OptionTable } from './optionTable.ts'

/** How a command is called. */
export interface CallShape {
  readonly name: string
  /** What follows the name, as in `<item>`; empty when only options do. */
  readonly words: string
  readonly wordCount: { readonly least: number; readonly most: number }
  readonly options: OptionTable
}

/** What a person typed after the name of a command. */
export interface Given {
  readonly words: readonly string[]
  /** The option's value or its default; null when there is neither. */
  text(option: string): string | null
  /** Every value of a repeatable option, in order. */
  all(option: string): readonly string[]
  isOn(option: string): boolean
}

/** Reads the arguments of `command`; anything that it does not know is a failure, so that no typing error is lost. */
export function readGiven(command: CallShape, rawArgs: readonly string[]): Result<Given, Problem> {
  const occurrences = occurrencesIn(rawArgs, command.options)
  const parsed = parseArgs([...rawArgs], asArgsDef(command.options))
  const problem = firstProblem({ command, occurrences, words: parsed._ })
  if (problem !== null) return failure(problem)
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
  return success({
    words: parsed._,
    text: (option) => textOf(parsed[option]),
    all: (option) => occurrences.filter(({ name }) => name === option).flatMap(({ value }) => value ?? []),
    isOn: (option) => parsed[option] === true,
  })
}

interface Occurrence {
  readonly name: string
  readonly value: string | null
}

/** The options as typed: `--name value`, `--name=value`, `--switch`; what follows a lone `--` is words. */
function occurrencesIn(rawArgs: readonly string[], options: OptionTable): readonly Occurrence[] {
  const found: Occurrence[] = []
  const ended = rawArgs.indexOf('--')
  const args = rawArgs.slice(0, ended === -1 ? undefined : ended)
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (!/^-./.test(arg)) continue
    const [dashed = '', ...rest] = arg.split('=')
    const name = dashed.replace(/^--/, '')
    const takesNext = rest.length === 0 && (optionIn(options, name)?.value ?? null) !== null
    if (takesNext) index += 1
    found.push({ name, value: takesNext ? (args[index] ?? null) : rest.length > 0 ? rest.join('=') : null })
  }
  return found
}

interface ToCheck {
  readonly command: CallShape
  readonly occurrences: readonly Occurrence[]
  readonly words: readonly string[]
}

function firstProblem({ command, occurrences, words }: ToCheck): Problem | null {
  const seen = new Set<string>()
  for (const { name, value } of occurrences) {
    const option = optionIn(command.options, name)
    if (option === undefined) return usage(command, `The option ${shown(name)} is not known`)
    if (option.value !== null && (value === null || value === '')) {
      return usage(command, `The option --${name} needs a value (${option.value})`)
    }
    if (option.value === null && value !== null) return usage(command, `The option --${name} takes no value`)
    if (seen.has(name) && option.repeatable !== true)
      return usage(command, `The option --${name} was given twice`)
    seen.add(name)
  }
  if (words.length < command.wordCount.least) return usage(command, `${command.words} is missing`)
  const surplus = words[command.wordCount.most]
  return surplus === undefined ? null : usage(command, `"${surplus}" is one word too many`)
}

const optionIn = (options: OptionTable, name: string) =>
  Object.hasOwn(options, name) ? options[name] : undefined

const shown = (name: string) => (name.startsWith('-') ? name : `--${name}`)

const usage = (command: CallShape, what: string): Problem => ({
  code: 'usage',
  sentence: `${what}.`,
  nextStep: `"lockstep ${command.name} --help" shows how it is called.`,
})
