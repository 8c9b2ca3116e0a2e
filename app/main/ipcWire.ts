import { createWireEnds } from '../../platform/wireEnds.ts'
import type { Cancel, Wire } from '../../protocol/wire.ts'

/** What crosses Electron's IPC. `wire` is the one that it belongs to: a window that is loaded again begins a new one. */
export type WireMessage =
  | { readonly kind: 'open'; readonly wire: string }
  | { readonly kind: 'frame'; readonly wire: string; readonly frame: string }
  | { readonly kind: 'close'; readonly wire: string; readonly code: number; readonly reason: string }

/** The channel of either direction. */
export const wireChannel = 'lockstep:wire'

/** What carries messages to the other end and back, in order. */
export interface IpcPort {
  post(message: WireMessage): void
  onMessage(listener: (message: WireMessage) => void): Cancel
}

/** One end of a wire over IPC. Messages of other wires are none of its business. */
export function createIpcWire(port: IpcPort, wire: string): Wire {
  const ends = createWireEnds()
  let isOpen = true
  const stopHearing = port.onMessage((message) => {
    if (message.wire !== wire || !isOpen) return
    if (message.kind === 'frame') ends.deliver(message.frame)
    if (message.kind === 'close') finish(message)
  })
  const finish = ({ code, reason }: { readonly code: number; readonly reason: string }) => {
    isOpen = false
    stopHearing()
    ends.end({ code, reason })
  }
  return {
    send: (frame) => {
      if (isOpen) port.post({ kind: 'frame', wire, frame })
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close: (code = 1000, reason = '') => {
      if (!isOpen) return
      port.post({ kind: 'close', wire, code, reason })
      isOpen = false
      // Whoever closes is told later, as of any end.
      queueMicrotask(() => finish({ code, reason }))
    },
  }
}
