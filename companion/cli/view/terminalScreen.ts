import { writeSync } from 'node:fs'
import type { Cancel } from '../../../protocol/wire.ts'
import { decodeKeys, type Stroke } from '../keys/decodeKeys.ts'
import type { Shell } from '../shell.ts'

/** A terminal taken over for drawing and for single keys. */
export interface TerminalScreen {
  size(): { readonly columns: number; readonly rows: number }
  /** Replaces what is shown. Lines must fit; only what changed since the last call is sent. */
  draw(lines: readonly string[]): void
  onKey(listener: (stroke: Stroke) => void): Cancel
  onResize(listener: () => void): Cancel
  /** Gives the terminal back as it was. Idempotent; happens by itself when the process ends, however it ends. */
  restore(): void
}

/** xterm's private modes: the other screen, so that the person's own stays as it is, and the cursor. */
const enter = '\u001B[?1049h\u001B[?25l'
const leave = '\u001B[?25h\u001B[?1049l'
const clear = '\u001B[2J'
const restOfLine = '\u001B[K'
const lineStart = (row: number) => `\u001B[${row + 1};1H`

/** Takes over the terminal of `shell`, whose stdin and stdout must be one. */
export function openTerminalScreen({ stdin, stdout }: Shell): TerminalScreen {
  let shown: readonly string[] = []
  let restored = false
  const restore = () => {
    if (restored) return
    restored = true
    process.off('exit', restore)
    unlessGone(() => stdin.setRawMode(false))
    stdin.pause()
    // Synchronous, because at the end of the process nothing else is still sent.
    unlessGone(() => writeSync(stdout.fd, leave))
  }
  process.on('exit', restore)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  stdout.write(enter + clear)
  const draw = (lines: readonly string[]) => {
    if (!restored) stdout.write(changes(shown, lines))
    shown = lines
  }
  const onKey = (listener: (stroke: Stroke) => void) => {
    const hear = (chunk: string) => decodeKeys(chunk).forEach(listener)
    stdin.on('data', hear)
    return () => stdin.off('data', hear)
  }
  const onResize = (listener: () => void) => {
    const hear = () => {
      // What a terminal keeps of the old picture when it is resized, differs: begin anew.
      shown = []
      stdout.write(clear)
      listener()
    }
    stdout.on('resize', hear)
    return () => stdout.off('resize', hear)
  }
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 })
  return { size, draw, onKey, onResize, restore }
}

/** What to send so that `before` becomes `after`. */
export function changes(before: readonly string[], after: readonly string[]): string {
  const count = Math.max(before.length, after.length)
  return Array.from({ length: count }, (_, row) => row)
    .filter((row) => before[row] !== after[row])
    .map((row) => `${lineStart(row)}${after[row] ?? ''}${restOfLine}`)
    .join('')
}

/** The terminal may be gone already (its window was closed): then there is nothing to restore. */
function unlessGone(work: () => void): void {
  try {
    work()
  } catch {
    return
  }
}
