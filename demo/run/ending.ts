/** Collects what has to be ended, and ends it once. */
export interface Ending {
  /** Ends it at once when the end has come already: what was being started at that moment is not left behind. */
  add(close: () => Promise<void>): void
  /** Resolves when all is ended. Idempotent. */
  end(): Promise<void>
}

/** `backwards`: what was added last ends first, one after the other. `together`: all at the same time. */
export function createEnding(order: 'backwards' | 'together'): Ending {
  const closers: (() => Promise<void>)[] = []
  let ended: Promise<void> | null = null
  const endAll = async () => {
    if (order === 'together') await Promise.all(closers.splice(0).map((close) => close()))
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close()
  }
  return {
    add: (close) => {
      if (ended === null) closers.push(close)
      else ended = Promise.all([ended, close()]).then(() => undefined)
    },
    end: () => (ended ??= endAll()),
  }
}
