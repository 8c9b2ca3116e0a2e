import { parseArgs } from 'node:util'
import { optionSentence } from '../../platform/optionSentence.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

export interface BrowserOptions {
  /** 0 = any that is free. */
  readonly port: number
  readonly openToNetwork: boolean
  readonly opensBrowser: boolean
  /** A join link to begin with; null = none. */
  readonly link: string | null
  readonly help: boolean
  /** Whether the app would rather have had Electron's window, and there is no Electron. */
  readonly forWantOfElectron: boolean
}

/** Reads the command line; the failure is a sentence for the person who typed it. */
export function readBrowserOptions(args: readonly string[]): Result<BrowserOptions, Problem> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const port = portIn(values.port)
  if (port === null) return failure(badOption(notAPort(values.port)))
  if (positionals.length > 1) return failure(badOption(`"${positionals[1]}" is one word too many.`))
  const { lan, help } = values
  const link = positionals[0] ?? null
  return success({
    ...{ port, link, help, openToNetwork: lan, opensBrowser: !values['no-open'] },
    forWantOfElectron: values['for-want-of-electron'],
  })
}

/** The port that a text names, 0 = any that is free; null = none. */
export function portIn(text: string): number | null {
  const port = Number(text)
  return /^\d+$/.test(text) && port <= 65_535 ? port : null
}

export const notAPort = (text: string): string => `--port ${text}: a port is a number from 0 to 65535.`

function parse(args: readonly string[]) {
  try {
    return success(
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          port: { type: 'string', default: '0' },
          lan: { type: 'boolean', default: false },
          'for-want-of-electron': { type: 'boolean', default: false },
          'no-open': { type: 'boolean', default: false },
          help: { type: 'boolean', short: 'h', default: false },
        },
      }),
    )
  } catch (error) {
    return failure(badOption(optionSentence(error)))
  }
}

const badOption = (sentence: string): Problem => ({
  code: 'bad-option',
  sentence,
  nextStep: 'npm start -- --browser --help explains all options.',
})

export const browserHelp =
  (): string => `Lockstep in a browser window, for this machine and, if you like, a phone as its remote control.

  npm start -- --browser [link]      opens the app; with a join link, at that room

Options
  --no-open    print the address instead of opening a browser
  --lan        let a phone in your network be a remote control: its address is shown as a QR code
  --port N     the port of the window's address (any that is free)
  --help       this page

Each address is good for one window; Enter prints another one, ctrl-c ends.
`
