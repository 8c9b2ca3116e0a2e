import type { Cancel } from '../protocol/wire.ts'

/** A list of listeners whose every entry can be undone; one that throws is a bug and is not caught. */
export interface Listeners<Event> {
  add(listener: (event: Event) => void): Cancel
  tell(event: Event): void
}

export function createListeners<Event>(): Listeners<Event> {
  const listeners = new Set<(event: Event) => void>()
  return {
    add: (listener) => {
      const own = (event: Event) => listener(event)
      listeners.add(own)
      return () => listeners.delete(own)
    },
    tell: (event) => {
      for (const listener of [...listeners]) listener(event)
    },
  }
}
