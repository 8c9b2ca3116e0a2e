import type { RoomView } from '../../protocol/room.ts'
import { policyLines, queueLine } from '../words/roomInWords.ts'
import { slashTable } from './readLine.ts'
import type { Shown } from './spoken.ts'

/** What somebody asked to see, line by line; none when there is nothing to see. */
export function shownLines(what: Shown, room: RoomView): readonly string[] {
  switch (what) {
    case 'help':
      return slashTable.map(({ name, words, does }) => `${`/${name} ${words}`.trim()}: ${does}`)
    case 'queue':
      return room.queue.map((entry, index) => queueLine(entry, index + 1))
    case 'policy':
      return policyLines(room)
    case 'banned':
      return room.bans.map(({ name }, index) => `#${index + 1}  ${name}`)
  }
}
