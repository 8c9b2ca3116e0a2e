import { parseArgs } from 'node:util'
import { notAPort, portIn } from '../../../app/browser/options.ts'
import { optionSentence } from '../../../platform/optionSentence.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'

export interface DemoAppOptions {
  readonly port: number
  readonly openToNetwork: boolean
  readonly opensBrowser: boolean
  readonly headless: boolean
  readonly help: boolean
}

/** Reads the command line; the failure is a sentence for the person who typed it. */
export function readDemoAppOptions(args: readonly string[]): Result<DemoAppOptions, Problem> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        lan: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const { headless, help, lan: openToNetwork } = values
    const port = portIn(values.port)
    if (port === null) return failure(badOption(notAPort(values.port)))
    return success({ port, headless, help, openToNetwork, opensBrowser: !values['no-open'] })
  } catch (error) {
    return failure(badOption(optionSentence(error)))
  }
}

const badOption = (sentence: string): Problem => ({
  code: 'bad-option',
  sentence,
  nextStep: 'npm start -- --demo --browser --help explains all options.',
})

export const demoAppHelp =
  (): string => `Lockstep's app with a sample library, signed in as Ada. Open a room, and Grace comes along with a player of her own.
Nothing is kept but the sample films; ctrl-c ends everything that it started.

  npm start -- --demo --browser

Options
  --no-open    print the address instead of opening a browser
  --headless   no windows of players, and no sound
  --lan        let a phone in your network be a remote control
  --port N     the port of the window's address (any that is free)
  --help       this page

Without a display the players' windows open on a virtual one (Xvfb).
`
