import type { Cancel, Wire, WireClose } from '../protocol/wire.ts'

/** The listening half of a wire, for carriers to feed. */
export interface WireEnds extends Pick<Wire, 'onMessage' | 'onClose'> {
  deliver(frame: string): void
  /** Only the first end counts; nothing is delivered afterwards. */
  end(close: WireClose): void
}

/**
 * Frames that come before anybody listens wait for the first listener, and who asks for the end after it is told all
 * the same: a carrier may be faster than its owner.
 */
export function createWireEnds(): WireEnds {
  const listeners = new Set<(frame: string) => void>()
  const closeListeners = new Set<(close: WireClose) => void>()
  let early: string[] = []
  let ended: WireClose | null = null
  const deliver = (frame: string) => {
    if (ended !== null) return
    if (listeners.size === 0) early.push(frame)
    for (const listener of [...listeners]) listener(frame)
  }
  return {
    deliver,
    end: (close) => {
      if (ended !== null) return
      ended = close
      for (const listener of [...closeListeners]) listener(close)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      const waiting = early
      early = []
      for (const frame of waiting) listener(frame)
      return () => void listeners.delete(listener)
    },
    onClose: (listener) => {
      closeListeners.add(listener)
      const close = ended
      let isCancelled = false
      if (close !== null) queueMicrotask(() => isCancelled || listener(close))
      return (): ReturnType<Cancel> => {
        isCancelled = true
        closeListeners.delete(listener)
      }
    },
  }
}
