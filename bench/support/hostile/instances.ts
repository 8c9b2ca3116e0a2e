import type { z } from 'zod'
import type { Random } from '../seededRandom.ts'

type Schema = z.core.JSONSchema.BaseSchema

/** A value that fits the schema, with bounds and odd characters more often than chance alone would have them. */
export function instanceOf(schema: Schema, random: Random): unknown {
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return instanceOf(oneOf(choices.map(asSchema), random), random)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return oneOf(schema.enum, random)
  return ofType(schema, random)
}

function ofType(schema: Schema, random: Random): unknown {
  const { type = 'null' } = schema
  switch (type) {
    case 'object':
      return objectOf(schema, random)
    case 'array':
      return arrayOf(schema, random)
    case 'string':
      return textOf(schema, random)
    case 'number':
    case 'integer':
      return numberOf(schema, random)
    case 'boolean':
      return random() < 0.5
    case 'null':
      break
  }
  return null
}

export const below = (count: number, random: Random): number => Math.floor(random() * count)

export function oneOf<Choice>(choices: readonly Choice[], random: Random): Choice {
  const choice = choices[below(choices.length, random)]
  if (choice === undefined) throw new RangeError('There is nothing to choose from.')
  return choice
}

const asSchema = (schema: z.core.JSONSchema._JSONSchema): Schema =>
  typeof schema === 'boolean' ? {} : schema

function objectOf({ properties = {}, required = [] }: Schema, random: Random): object {
  const kept = Object.entries(properties).filter(([key]) => required.includes(key) || random() < 0.5)
  return Object.fromEntries(kept.map(([key, value]) => [key, instanceOf(asSchema(value), random)]))
}

function arrayOf({ items, minItems = 0, maxItems = 3 }: Schema, random: Random): readonly unknown[] {
  if (items === undefined || Array.isArray(items)) return []
  const length = minItems + below(Math.min(maxItems - minItems, 3) + 1, random)
  return Array.from({ length }, () => instanceOf(asSchema(items), random))
}

const letters = ['a', 'Z', '0', ' ', 'é', '漢', '😀', '\u0301', '<', '"', '\\', '/', '\u00A0', '$', '{']

function textOf({ minLength = 0, maxLength = 20 }: Schema, random: Random): string {
  const length =
    random() < 0.1 ? maxLength : minLength + below(Math.min(maxLength - minLength, 20) + 1, random)
  return Array.from({ length }, () => oneOf(letters, random))
    .join('')
    .slice(0, maxLength)
}

function numberOf({ type, minimum = -1e9, maximum = 1e9 }: Schema, random: Random): number {
  if (random() < 0.2) return oneOf([minimum, maximum, Math.max(0, minimum)], random)
  const most = Math.min(maximum, minimum + 1000)
  const value = minimum + random() * (most - minimum)
  return type === 'integer' ? Math.floor(value) : value
}
