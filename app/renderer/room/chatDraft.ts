import { chatTextLimit } from '../../../protocol/chat.ts'

/** What is being written, as long as a line of the chat may be. */
export interface ChatDraft {
  readonly text: string
  /** More was pasted than a line can hold; what is here is its beginning. */
  readonly wasCut: boolean
}

export const emptyDraft: ChatDraft = { text: '', wasCut: false }

/**
 * The draft with what was typed or pasted. A megabyte from the clipboard must neither freeze the window nor vanish without a
 * word: its first characters stay, and it is told. Characters are code points, as the room counts them.
 */
export function draftOf(typed: string): ChatDraft {
  // Before counting, so that counting costs nothing: no character has more than two units.
  const within = typed.slice(0, 2 * chatTextLimit + 1)
  const characters = [...within]
  const isTooLong = typed.length > within.length || characters.length > chatTextLimit
  return isTooLong
    ? { text: characters.slice(0, chatTextLimit).join(''), wasCut: true }
    : { text: within, wasCut: false }
}

/** How many characters there is room for; told only when it gets tight. */
export function roomLeft({ text }: ChatDraft): number | null {
  const left = chatTextLimit - [...text].length
  return left <= 50 ? left : null
}
