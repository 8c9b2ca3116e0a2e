import { chatTextLimit } from '../../../protocol/chat.ts'
import type { Stroke } from './decodeKeys.ts'

/** A line being typed, after a key. */
export type Typing =
  | { readonly kind: 'typing'; readonly text: string }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'given-up' }

/** What a key makes of the line; one that is full takes no more. Keys that stand for no character do nothing. */
export function typeOn(line: string, { key, text }: Stroke): Typing {
  switch (key) {
    case 'enter':
      return line.trim() === '' ? { kind: 'given-up' } : { kind: 'said', text: line.trim() }
    case 'escape':
      return { kind: 'given-up' }
    case 'backspace':
      return { kind: 'typing', text: [...line].slice(0, -1).join('') }
    default:
      return { kind: 'typing', text: (line + text).length > chatTextLimit ? line : line + text }
  }
}
