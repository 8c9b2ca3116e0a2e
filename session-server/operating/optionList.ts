import { z } from 'zod'
import { readServerOptions, serverOptionsSchema } from '../serverOptions.ts'

/** One option of the server as operators write it: `--away-grace-ms 5000`, `LOCKSTEP_SERVER_AWAY_GRACE_MS=5000`. */
export interface ServerOption {
  /** Where it stands in the options: `['roomLimits', 'awayGraceMs']`. */
  readonly path: readonly string[]
  /** Without the dashes before it. */
  readonly flag: string
  readonly variable: string
  readonly about: string
  /** What it takes. A list is written with commas. */
  readonly takes: 'number' | 'text' | 'switch' | 'list'
  /** Whether "none" is a value. */
  readonly mayBeNone: boolean
  readonly fallback: unknown
  /** Never taken from the command line, where every user of the machine could read it. */
  readonly isSecret: boolean
}

/** Every option, read off their schema, so that none can be forgotten. */
export function serverOptionList(): readonly ServerOption[] {
  const defaults = readServerOptions({})
  if (!defaults.ok) throw new Error(defaults.problem.sentence)
  const schema = z.toJSONSchema(serverOptionsSchema, { io: 'input', unrepresentable: 'any' })
  return leavesOf(schema, [], defaults.value)
}

type Schema = z.core.JSONSchema.BaseSchema

function leavesOf(schema: Schema, path: readonly string[], fallback: unknown): readonly ServerOption[] {
  if (schema.type !== 'object') return [optionOf(schema, path, fallback)]
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    typeof inner === 'boolean' ? [] : leavesOf(inner, [...path, key], fieldOf(fallback, key)),
  )
}

function optionOf(schema: Schema, path: readonly string[], fallback: unknown): ServerOption {
  const types = typesOf(schema)
  const words = flagOf(path)
  return {
    path,
    flag: words.join('-'),
    variable: ['LOCKSTEP_SERVER', ...words].join('_').toUpperCase(),
    about: schema.description ?? '',
    takes: takesOf(types),
    mayBeNone: types.includes('null'),
    fallback,
    isSecret: schema['secret'] === true,
  }
}

/** The group that an option belongs to is for reading the code; its own name says what it is. */
const flagOf = (path: readonly string[]): readonly string[] =>
  (path.length > 1 ? path.slice(1) : path).flatMap((name) =>
    name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(' '),
  )

function typesOf({ type, anyOf }: Schema): readonly unknown[] {
  if (anyOf !== undefined) return anyOf.flatMap((each) => (typeof each === 'boolean' ? [] : typesOf(each)))
  const types: unknown = type
  return Array.isArray(types) ? types : [types]
}

function takesOf(types: readonly unknown[]): ServerOption['takes'] {
  if (types.includes('array')) return 'list'
  if (types.includes('boolean')) return 'switch'
  return types.includes('number') || types.includes('integer') ? 'number' : 'text'
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
