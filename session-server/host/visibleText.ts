import { chatTextLimit } from '../../protocol/chat.ts'
import type { PresenceReport } from '../../protocol/member.ts'

/** Invisible characters that only confuse: format characters other than the joiners of scripts and emoji. */
const invisible = /(?![\u200C\u200D])\p{Cf}|\p{Cc}|\p{Cs}/gu
const somethingVisible = /[^\s\u200C\u200D]/u

/** Half of a character, where a text was cut through the middle of it. */
const halfAtEnd = /[\uD800-\uDBFF]$/

/** How long a text may be, in UTF-16 units as the protocol counts them, and what stands for one without anything to see. */
interface TextLimits {
  readonly longest: number
  readonly fallback: string
}

/**
 * What one person wrote as all others see it: composed letters, single spaces, nothing invisible, no direction
 * overrides, no control characters for a terminal. Composing may lengthen a text, so it is cut last.
 */
function visibleText(text: string, { longest, fallback }: TextLimits): string {
  const visible = text.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  return somethingVisible.test(visible) ? visible.slice(0, longest).replace(halfAtEnd, '') : fallback
}

export const visiblePerson = (name: string): string => visibleText(name, { longest: 64, fallback: 'Guest' })

export const visibleRoom = (name: string): string => visibleText(name, { longest: 100, fallback: 'A room' })

export const visibleTitle = (title: string): string =>
  visibleText(title, { longest: 300, fallback: 'A film' })

/** Lines of the chat are counted in characters, of which some take two units. */
export const visibleChat = (text: string): string =>
  Array.from(visibleText(text, { longest: 2 * chatTextLimit, fallback: '…' }))
    .slice(0, chatTextLimit)
    .join('')

/** Sentences and names within a report are shown to others, too. */
export function visiblePresence(presence: PresenceReport): PresenceReport {
  const { player, trouble } = presence
  return {
    ...presence,
    player: player === null ? null : visibleText(player, { longest: 40, fallback: 'A player' }),
    trouble:
      trouble === null ? null : visibleText(trouble, { longest: 300, fallback: 'Something is wrong.' }),
  }
}
