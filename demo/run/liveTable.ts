import { lineText, type PaintedLine } from '../../companion/cli/view/paintedLine.ts'

/** Draws lines over the ones that it drew before. */
export interface LiveTable {
  draw(lines: readonly PaintedLine[]): void
  /** Leaves the last picture where it is and gives the cursor back. */
  close(): void
}

const control = (sequence: string) => `\u001B[${sequence}`

export function createLiveTable(terminal: NodeJS.WriteStream, colours: boolean): LiveTable {
  let drawn = 0
  return {
    draw: (lines) => {
      const width = (terminal.columns ?? 80) - 1
      // What does not fit would scroll, and the next picture would miss the first.
      const fitting = lines.slice(0, Math.max(1, (terminal.rows ?? 24) - 1))
      const back = drawn > 0 ? control(`${drawn}A`) : control('?25l')
      const text = fitting.map((line) => `${lineText(line, width, colours)}${control('K')}\n`).join('')
      terminal.write(`${back}${text}${control('J')}`)
      drawn = fitting.length
    },
    close: () => {
      if (drawn > 0) terminal.write(control('?25h'))
    },
  }
}
