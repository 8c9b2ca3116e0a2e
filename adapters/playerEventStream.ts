import type { Cancel } from '../protocol/wire.ts'
import type { PlayerEvent } from './player.ts'

/**
 * The events of one player, in the order in which they happened, even when something has to be asked before an
 * event can be told. What happens before the first listener is there is kept for it.
 */
export interface PlayerEventStream {
  /** A promise of null tells nothing. */
  emit(event: PlayerEvent | Promise<PlayerEvent | null>): void
  onEvent(listener: (event: PlayerEvent) => void): Cancel
  /** Resolves when all that has been emitted so far is told. */
  settled(): Promise<void>
}

/** A player that nobody listens to is not worth more memory than this. */
const KEPT_EVENTS = 200

export function createPlayerEventStream(): PlayerEventStream {
  const listeners = new Set<(event: PlayerEvent) => void>()
  let untold: PlayerEvent[] = []
  let waiting = 0
  let tail: Promise<void> = Promise.resolve()

  const tell = (event: PlayerEvent | null) => {
    if (event === null) return
    if (listeners.size === 0) untold = [...untold, event].slice(-KEPT_EVENTS)
    for (const listener of [...listeners]) listener(event)
  }
  const emit = (event: PlayerEvent | Promise<PlayerEvent | null>) => {
    if (waiting === 0 && !(event instanceof Promise)) return tell(event)
    waiting += 1
    tail = tail.then(async () => {
      const found = await event
      waiting -= 1
      tell(found)
    })
  }
  const onEvent = (listener: (event: PlayerEvent) => void) => {
    // An object of its own, so that one function may listen twice.
    const heard = (event: PlayerEvent) => listener(event)
    listeners.add(heard)
    const missed = untold
    untold = []
    for (const event of missed) heard(event)
    return () => void listeners.delete(heard)
  }
  return { emit, onEvent, settled: () => tail }
}
