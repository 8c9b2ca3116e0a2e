import type { ArgDef, ArgsDef } from 'citty'

/** What a command understands after its words, by name without the dashes. */
export type OptionTable = Readonly<Record<string, CliOption>>

export interface CliOption {
  /** What the value is, such as `port`; null for a switch that takes none. */
  readonly value: string | null
  readonly about: string
  /** Shown in the help. A default that is a value is filled in when the option is not given. */
  readonly fallback?: { readonly value: string } | { readonly shown: string }
  /** May be given several times; all values count. */
  readonly repeatable?: true
}

/** Options that every command understands. */
export const everyCommandsOptions: OptionTable = {
  help: { value: null, about: 'Show this and end.' },
}

/** The table in the words of the argument parser. */
export function asArgsDef(options: OptionTable): ArgsDef {
  const entries = Object.entries(options).map(([name, option]): [string, ArgDef] => [name, asArgDef(option)])
  return Object.fromEntries<ArgDef>(entries)
}

function asArgDef({ value, fallback }: CliOption): ArgDef {
  if (value === null) return { type: 'boolean' }
  const preset = fallback !== undefined && 'value' in fallback ? fallback.value : null
  return preset === null ? { type: 'string' } : { type: 'string', default: preset }
}
