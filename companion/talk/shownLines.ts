import type { CompanionState } from '../../protocol/companionState.ts'
import { linkLines } from '../words/linkInWords.ts'
import { policyLines, queueLine } from '../words/roomInWords.ts'
import { slashTable } from './readLine.ts'
import type { Shown } from './spoken.ts'

/** What somebody asked to see, line by line; none when there is nothing to see. */
export function shownLines(
  what: Shown,
  { room, madeLink }: Pick<CompanionState, 'room' | 'madeLink'>,
): readonly string[] {
  switch (what) {
    case 'help':
      return slashTable.map(({ name, words, does }) => `${`/${name} ${words}`.trim()}: ${does}`)
    case 'queue':
      return (room?.queue ?? []).map((entry, index) => queueLine(entry, index + 1))
    case 'policy':
      return room === null ? [] : policyLines(room)
    case 'banned':
      return (room?.bans ?? []).map(({ name }, index) => `#${index + 1}  ${name}`)
    case 'link':
      return madeLink === null ? [] : linkLines(madeLink)
  }
}
