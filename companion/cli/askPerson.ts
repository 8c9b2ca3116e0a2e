import { createInterface } from 'node:readline/promises'
import { decodeKeys } from './keys/decodeKeys.ts'
import type { Shell } from './shell.ts'

/** Whether somebody sits there who can be asked. */
export const isInteractive = ({ stdin, stderr }: Shell): boolean => stdin.isTTY && stderr.isTTY

/** Asks on the terminal and resolves to the answer without spaces around it; null when the person gave up (ctrl-c, ctrl-d). */
export async function ask({ stdin, stderr }: Shell, question: string): Promise<string | null> {
  const lines = createInterface({ input: stdin, output: stderr })
  const givenUp = new Promise<null>((resolve) => {
    lines.once('SIGINT', () => resolve(null))
    lines.once('close', () => resolve(null))
  })
  try {
    return await Promise.race([lines.question(question).then((answer) => answer.trim()), givenUp])
  } finally {
    lines.close()
  }
}

/** The same without showing what is typed. */
export function askSecret(shell: Shell, question: string): Promise<string | null> {
  const { stdin, stderr } = shell
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  return new Promise((resolve) => {
    let typed = ''
    const finish = (answer: string | null) => {
      stdin.off('data', hear)
      stdin.off('end', giveUp)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
      resolve(answer)
    }
    const giveUp = () => finish(null)
    const hear = (chunk: string) => {
      const next = typeSecret(typed, chunk)
      typed = next.typed
      if (next.outcome === 'entered') finish(typed)
      if (next.outcome === 'given-up') giveUp()
    }
    stdin.on('data', hear)
    stdin.once('end', giveUp)
    stdin.resume()
  })
}

interface Typing {
  readonly typed: string
  readonly outcome: 'typing' | 'entered' | 'given-up'
}

/** What is typed so far after `chunk` arrived; a pasted password may come in one piece with its line break. */
export function typeSecret(before: string, chunk: string): Typing {
  let typed = before
  for (const character of chunk.startsWith('\u001B') ? [] : chunk) {
    const key = decodeKeys(character)[0]?.key
    if (key === 'enter') return { typed, outcome: 'entered' }
    if (key === 'ctrl-c' || key === 'ctrl-d') return { typed: '', outcome: 'given-up' }
    if (key === 'backspace') typed = [...typed].slice(0, -1).join('')
    else if (!/\p{Cc}/u.test(character)) typed += character
  }
  return { typed, outcome: 'typing' }
}

/** The first line of a stdin that is no terminal, null when there is none. */
export async function readFirstLine({ stdin }: Shell): Promise<string | null> {
  const lines = createInterface({ input: stdin })
  try {
    for await (const line of lines) return line
    return null
  } finally {
    lines.close()
  }
}
