import type { WireClose } from '../wire.ts'

/** Why the app ends a window's wire, with the close code that a WebSocket carries. */
export const bridgeCloses = {
  /** Something came that is no frame of a window. */
  notUnderstood: { code: 4001, reason: 'not understood' },
  /** A frame was longer than `longestWindowFrame`. */
  tooLong: { code: 4002, reason: 'frame too long' },
  /** The window does not read what it is told; it may come back. */
  tooSlow: { code: 4005, reason: 'reads too slowly' },
  /** The app ends. */
  ending: { code: 1001, reason: 'the app ends' },
} as const satisfies Record<string, WireClose>
