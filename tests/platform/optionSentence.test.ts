import { parseArgs } from 'node:util'
import { expect, it } from 'vitest'
import { optionSentence } from '../../platform/optionSentence.ts'

const thrownBy = (args: string[], allowPositionals: boolean): unknown => {
  try {
    return parseArgs({ args, allowPositionals, options: { port: { type: 'string' } } })
  } catch (error) {
    return error
  }
}

it.each([
  [['--bogus'], true, "Unknown option '--bogus'."],
  [['--bogus'], false, "Unknown option '--bogus'."],
  [['--port'], true, "Option '--port <value>' argument missing."],
  [['word'], false, "Unexpected argument 'word'."],
])('[BS19] %j is one sentence for whoever typed it', (args, allowPositionals, sentence) => {
  expect(optionSentence(thrownBy(args, allowPositionals))).toBe(sentence)
})
