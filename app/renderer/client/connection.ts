import type { Problem } from '../../../protocol/problem.ts'

/** The window's line to the app. */
export type Connection =
  /** For the first time; nothing can be shown yet. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** The line broke; what is shown is what was last known, and the next try comes in `retryInMs`. */
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly retryInMs: number }
  /** The app does not know this window; trying again would change nothing. */
  | { readonly kind: 'refused'; readonly problem: Problem }
