import type { Cancel } from '../../protocol/wire.ts'

export const linkScheme = 'lockstep'

/** Longer ones are no links of ours; the app's own check comes later. */
const longestLink = 4096

/** The join link among a program's arguments; null = there is none. Systems put it anywhere among them. */
export const linkIn = (args: readonly string[]): string | null => args.find(isLink) ?? null

const isLink = (text: string): boolean =>
  text.length <= longestLink && text.toLowerCase().startsWith(`${linkScheme}://`)

/** Links by which the app is opened, kept until somebody follows them: macOS tells one before the app is ready. */
export interface LinkInbox {
  put(link: string | null): void
  /** Those that wait are told at once. */
  onLink(listener: (link: string) => void): Cancel
}

export function createLinkInbox(): LinkInbox {
  let waiting: string[] = []
  let tell: ((link: string) => void) | null = null
  return {
    put(link) {
      if (link === null || !isLink(link)) return
      if (tell === null) waiting.push(link)
      else tell(link)
    },
    onLink(listener) {
      tell = listener
      for (const link of waiting) listener(link)
      waiting = []
      return () => {
        tell = null
      }
    },
  }
}
