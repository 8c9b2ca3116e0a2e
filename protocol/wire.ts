/** Undoes a subscription or a timer. Calling it again does nothing. */
export type Cancel = () => void

/** Why a wire ended: the code and reason that its carrier gave (WebSocket close codes). */
export interface WireClose {
  readonly code: number
  readonly reason: string
}

/**
 * A stream of text frames in both directions, whatever carries it: a WebSocket, Electron's IPC, an in-memory pair.
 * Frames arrive in order or not at all; after `onClose` nothing arrives any more. `send` on a closed wire is ignored,
 * because a close may always cross a send. Frames that come before the first listener wait for it, and `onClose` tells
 * of an end that has been already; a listener is never called while it is being added.
 */
export interface Wire {
  send(frame: string): void
  onMessage(listener: (frame: string) => void): Cancel
  onClose(listener: (close: WireClose) => void): Cancel
  close(code?: number, reason?: string): void
}
