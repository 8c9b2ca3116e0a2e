import { z } from 'zod'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { readServerOptions, type ServerSettings, type SessionServerOptions } from '../serverOptions.ts'
import { serverOptionList, type ServerOption } from './optionList.ts'
import { readOptionText } from './optionText.ts'

/** Where operators write options. What is named first wins: command line, environment, file, default. */
export interface OptionSources {
  /** By flag, without dashes. */
  readonly flags: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** The text of the file of options; null = there is none. */
  readonly file: { readonly name: string; readonly text: string } | null
  /** Defaults of whoever starts the server, before those of the options themselves. */
  readonly usual: SessionServerOptions
}

/** The environment's way to name the file of options. */
export const fileVariable = 'LOCKSTEP_SERVER_CONFIG'

/** All options together. The first one that cannot be used is named as it was written. */
export function gatherOptions(sources: OptionSources): Result<ServerSettings, Problem> {
  const file = sources.file === null ? success({}) : readFileText(sources.file)
  if (!file.ok) return file
  const misspelt = unknownVariable(sources.env)
  if (misspelt !== null) return failure(noSuchVariable(misspelt))
  const gathered: Tree = { ...sources.usual, ...file.value }
  const origins = new Map<string, string>()
  for (const option of serverOptionList()) {
    const written = writtenIn(sources, option)
    if (written === null) continue
    const value = readOptionText(option, written.text, written.origin)
    if (!value.ok) return value
    origins.set(option.path.join('.'), written.origin)
    put(gathered, option.path, value.value)
  }
  return readServerOptions(
    gathered,
    (path) => origins.get(path.replace(/\.\d+$/, '')) ?? originInFile(sources, path),
  )
}

const prefix = 'LOCKSTEP_SERVER_'

/** A variable that is meant for this server and means nothing to it: somebody wonders why it has no effect. */
function unknownVariable(env: OptionSources['env']): string | null {
  const known = new Set([fileVariable, ...serverOptionList().map(({ variable }) => variable)])
  return Object.keys(env).find((name) => name.startsWith(prefix) && !known.has(name)) ?? null
}

const noSuchVariable = (name: string): Problem => ({
  code: 'bad-server-option',
  sentence: `The variable ${name} is no option of the session server.`,
  nextStep: 'Correct its name, or leave it out; "lockstep serve --help" shows how variables are called.',
})

/** An empty variable counts as absent: compose files pass those on. */
function writtenIn({ flags, env }: OptionSources, { flag, variable, isSecret }: ServerOption) {
  const given = isSecret ? undefined : flags[flag]
  if (given !== undefined) return { text: given, origin: `--${flag}` }
  const set = env[variable]
  return set === undefined || set === '' ? null : { text: set, origin: variable }
}

const originInFile = ({ file }: OptionSources, path: string): string =>
  file === null ? `"${path}"` : `"${path}" in ${file.name}`

type Tree = { [key: string]: unknown }

const treeSchema = z.record(z.string(), z.unknown())

function readFileText({ name, text }: { name: string; text: string }): Result<Tree, Problem> {
  try {
    const read = treeSchema.safeParse(JSON.parse(text))
    return read.success ? success(read.data) : failure(badFile(name))
  } catch {
    return failure(badFile(name))
  }
}

function put(tree: Tree, [head, ...rest]: readonly string[], value: unknown): void {
  if (head === undefined) return
  if (rest.length === 0) {
    tree[head] = value
    return
  }
  const inner = treeSchema.safeParse(tree[head])
  const branch = inner.success ? inner.data : {}
  put(branch, rest, value)
  tree[head] = branch
}

const badFile = (name: string): Problem => ({
  code: 'bad-server-option',
  sentence: `The file of options ${name} does not hold one JSON object.`,
  nextStep: 'Write it as {"port": 8999, "roomLimits": {"membersPerRoom": 20}}, or leave it out.',
})
