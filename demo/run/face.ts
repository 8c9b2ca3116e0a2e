import { decodeKeys } from '../../companion/cli/keys/decodeKeys.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { createLiveTable } from './liveTable.ts'
import type { DemoReport } from './report.ts'
import { logLine, tableLines, type TableView } from './table.ts'

/** What a key means while the table is shown. */
export type DemoKey =
  { readonly kind: 'toggle' | 'bring-back' | 'quit' } | { readonly kind: 'skip'; readonly byMs: number }

/** How the demo shows itself: a table on a terminal, lines in a log, JSON for scripts. */
export interface DemoFace {
  /** One step of getting ready. */
  progress(words: string): void
  /** Figures of the last seconds; called about once a second. */
  show(view: TableView): void
  /** The figures that were asked for. */
  print(report: DemoReport): void
  onKey(listener: (key: DemoKey) => void): Cancel
  close(): void
}

export interface FaceOptions {
  readonly json: boolean
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly colours: boolean
}

export function createFace(options: FaceOptions): DemoFace {
  const { json, stdin, stdout, stderr } = options
  const say = (line: string) => void stderr.write(`${line}\n`)
  const common = {
    progress: (words: string) => say(`demo: ${words}`),
    print: (report: DemoReport) => void (json && stdout.write(`${JSON.stringify(report)}\n`)),
  }
  if (!json && stdin.isTTY && stdout.isTTY) return { ...common, ...liveFace(options) }
  return { ...common, show: (view) => say(`demo: ${logLine(view)}`), onKey: () => () => {}, close: () => {} }
}

function liveFace({ stdin, stdout, colours }: FaceOptions): Pick<DemoFace, 'show' | 'onKey' | 'close'> {
  const table = createLiveTable(stdout, colours)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8').resume()
  return {
    show: (view) => table.draw(tableLines(view)),
    onKey: (listener) => {
      const hear = (chunk: string) => {
        for (const { key } of decodeKeys(chunk)) {
          const meaning = meanings[key]
          if (meaning !== undefined) listener(meaning)
        }
      }
      stdin.on('data', hear)
      return () => stdin.off('data', hear)
    },
    close: () => {
      table.close()
      stdin.setRawMode(false)
      stdin.pause()
    },
  }
}

const meanings: Readonly<Record<string, DemoKey>> = {
  space: { kind: 'toggle' },
  left: { kind: 'skip', byMs: -10_000 },
  right: { kind: 'skip', byMs: 10_000 },
  p: { kind: 'bring-back' },
  q: { kind: 'quit' },
  // In raw mode the terminal sends ctrl-c as a key, not as a signal.
  'ctrl-c': { kind: 'quit' },
}
