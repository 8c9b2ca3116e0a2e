/** Cuts a stream of text into lines, whatever the pieces it arrives in. */
export interface LineSplitter {
  push(chunk: string): void
}

interface LineSplitterOptions {
  /** Called with each line, without its line break; empty lines are left out. */
  readonly onLine: (line: string) => void
  /** Called once for a line that is longer than `maxLength`; the rest of that line is dropped. */
  readonly onTooLong: () => void
  readonly maxLength: number
}

/** Holds at most `maxLength` characters: a line without an end never takes the memory. */
export function createLineSplitter({ onLine, onTooLong, maxLength }: LineSplitterOptions): LineSplitter {
  let held = ''
  let dropping = false
  const endLine = () => {
    const line = held.trim()
    held = ''
    if (!dropping && line !== '') onLine(line)
    dropping = false
  }
  const extend = (piece: string) => {
    if (dropping) return
    held += piece
    if (held.length <= maxLength) return
    held = ''
    dropping = true
    onTooLong()
  }
  const push = (chunk: string) => {
    for (const [index, piece] of chunk.split('\n').entries()) {
      if (index > 0) endLine()
      extend(piece)
    }
  }
  return { push }
}
