import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { ServerOption } from './optionList.ts'

/** Where a value was written, as operators call it: `--port`, `LOCKSTEP_SERVER_PORT`. */
type Origin = string

/** What a text stands for; whether it is within bounds is for the schema to say. */
export function readOptionText(
  { takes, mayBeNone }: ServerOption,
  text: string,
  origin: Origin,
): Result<unknown, Problem> {
  if (mayBeNone && text.trim() === 'none') return success(null)
  switch (takes) {
    case 'text':
      return success(text)
    case 'list':
      return success(readList(text))
    case 'number':
      return /^[+-]?\d+(\.\d+)?$/.test(text.trim())
        ? success(Number(text))
        : failure(badText(text, origin, 'a number'))
    case 'switch':
      return isSwitch(text) ? success(switches[text]) : failure(badText(text, origin, '"true" or "false"'))
  }
}

/** The list with nothing in it is written as it is shown: "none". */
function readList(text: string): readonly string[] {
  if (text.trim() === 'none') return []
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** A value as it would be written. */
export function writeOption(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const switches = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
}

const isSwitch = (text: string): text is keyof typeof switches => Object.hasOwn(switches, text)

const badText = (text: string, origin: Origin, wanted: string): Problem => ({
  code: 'bad-server-option',
  sentence: `The session server cannot use ${origin}: "${text}" is not ${wanted}.`,
  nextStep: 'Correct it, or leave it out for the default.',
})
