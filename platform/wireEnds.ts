import type { Wire, WireClose } from '../protocol/wire.ts'

/** The listening half of a wire, for carriers to feed. */
export interface WireEnds extends Pick<Wire, 'onMessage' | 'onClose'> {
  deliver(frame: string): void
  /** Only the first end counts; nothing is delivered afterwards. */
  end(close: WireClose): void
}

/**
 * Frames that come before anybody listens wait for the first listener, and who asks for the end after it is told all
 * the same: a carrier may be faster than its owner. A listener is never called while it is being added.
 */
export function createWireEnds(): WireEnds {
  const listeners = new Set<(frame: string) => void>()
  const closeListeners = new Set<(close: WireClose) => void>()
  const early: string[] = []
  let ended: WireClose | null = null
  const flush = () => {
    if (listeners.size === 0) return
    for (const frame of early.splice(0)) for (const listener of [...listeners]) listener(frame)
  }
  return {
    deliver: (frame) => {
      if (ended !== null) return
      early.push(frame)
      flush()
    },
    end: (close) => {
      if (ended !== null) return
      flush()
      ended = close
      for (const listener of [...closeListeners]) listener(close)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      queueMicrotask(flush)
      return () => void listeners.delete(listener)
    },
    onClose: (listener) => {
      closeListeners.add(listener)
      const close = ended
      if (close !== null) {
        queueMicrotask(() => {
          flush()
          if (closeListeners.has(listener)) listener(close)
        })
      }
      return () => void closeListeners.delete(listener)
    },
  }
}
