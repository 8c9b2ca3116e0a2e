import type { Wire } from '../protocol/wire.ts'
import { createWireEnds, type WireEnds } from './wireEnds.ts'

/** Runs a delivery later, in the order in which deliveries were asked for. */
export type Deliver = (run: () => void) => void

/** Two ends of one wire within a process. Nothing is ever delivered while it is being sent. */
export function createMemoryWires(deliver: Deliver = queueMicrotask): readonly [Wire, Wire] {
  const left = createWireEnds()
  const right = createWireEnds()
  const isOpen = { now: true }
  return [
    endOf({ own: left, other: right, deliver, isOpen }),
    endOf({ own: right, other: left, deliver, isOpen }),
  ]
}

interface MemoryEnd {
  readonly own: WireEnds
  readonly other: WireEnds
  readonly deliver: Deliver
  /** Shared by both ends: whoever closes first ends it for both. */
  readonly isOpen: { now: boolean }
}

function endOf({ own, other, deliver, isOpen }: MemoryEnd): Wire {
  return {
    send: (frame) => {
      if (isOpen.now) deliver(() => other.deliver(frame))
    },
    onMessage: own.onMessage,
    onClose: own.onClose,
    close: (code = 1000, reason = '') => {
      if (!isOpen.now) return
      isOpen.now = false
      deliver(() => other.end({ code, reason }))
      deliver(() => own.end({ code, reason }))
    },
  }
}
