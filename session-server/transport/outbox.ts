import type { Duplex } from 'node:stream'

/** What is to be written to one line. */
export interface Outbox {
  add(bytes: Buffer): void
  /** Writes what waits now: before anything else is written to the line. */
  flush(): void
  /** Bytes that wait here or in the line. */
  waitingBytes(): number
}

/** Where the outboxes of many lines are emptied. */
export interface OutgoingPost {
  outboxOf(line: Duplex): Outbox
}

/**
 * Gathers what one turn of the event loop has to tell to a line, and writes it at the end of that turn at once: a system
 * call costs more than everything else about a frame. Written past the WebSocket library, whose frames go out in two
 * pieces; nothing is compressed and what the library itself has to say is written whole, so the order is kept.
 */
export function createOutgoingPost(): OutgoingPost {
  let full: Outbox[] = []
  const empty = () => {
    const now = full
    full = []
    for (const outbox of now) outbox.flush()
  }
  const isFull = (outbox: Outbox) => {
    if (full.push(outbox) === 1) process.nextTick(empty)
  }
  return { outboxOf: (line) => new LineOutbox(line, isFull) }
}

class LineOutbox implements Outbox {
  readonly #line: Duplex
  readonly #isFull: (outbox: Outbox) => void
  #waiting: Buffer[] = []
  #waitingBytes = 0

  constructor(line: Duplex, isFull: (outbox: Outbox) => void) {
    this.#line = line
    this.#isFull = isFull
  }

  add(bytes: Buffer): void {
    this.#waitingBytes += bytes.length
    if (this.#waiting.push(bytes) === 1) this.#isFull(this)
  }

  flush(): void {
    const [first, ...more] = this.#waiting
    if (first === undefined) return
    this.#waiting = []
    this.#waitingBytes = 0
    if (this.#line.writable) this.#line.write(more.length === 0 ? first : Buffer.concat([first, ...more]))
  }

  waitingBytes(): number {
    return this.#waitingBytes + this.#line.writableLength
  }
}
