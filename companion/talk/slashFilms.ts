import type { QueueEntry } from '../../protocol/queue.ts'
import { actionSchema } from '../../protocol/action.ts'
import { readPosition } from '../words/durations.ts'
import type { FilmUse, Sight, SlashRow, Understood } from './spoken.ts'
import { command, spoken, unclear, withoutWords } from './understanding.ts'

/** The entry at a place of the queue, counted from 1 as it is shown. */
function entryAt(text: string, { room }: Sight): QueueEntry | null {
  const place = /^#?(\d{1,4})$/.exec(text.trim())?.[1]
  return place === undefined ? null : (room.queue[Number(place) - 1] ?? null)
}

const noSuchPlace = (text: string) =>
  unclear(`The queue has no place "${text}".`, 'Type the number that stands before the film in the queue.')

function atPlace(text: string, sight: Sight, understood: (entry: QueueEntry) => Understood): Understood {
  const entry = entryAt(text, sight)
  return entry === null ? noSuchPlace(text) : understood(entry)
}

const queueWords = ['add', 'remove', 'move', 'clear'] as const

function readQueue(words: string, sight: Sight): Understood {
  const [verb = '', ...rest] = words.split(/\s+/)
  const wanted = rest.join(' ')
  switch (verb) {
    case '':
      return spoken({ kind: 'show', what: 'queue' })
    case 'add':
      return readFilm(wanted, { kind: 'queue' })
    case 'remove':
      return atPlace(wanted, sight, ({ number: entry }) =>
        command({ kind: 'edit-queue', edit: { kind: 'remove', entry } }),
      )
    case 'move':
      return readMove(rest, sight)
    case 'clear':
      return command({ kind: 'edit-queue', edit: { kind: 'clear' } })
    default:
      return unclear(
        `"/queue ${verb}" is not known.`,
        'Type "/queue add TITLE", "/queue remove 2", "/queue move 3 1" or "/queue clear".',
      )
  }
}

function readMove([from = '', to = '']: readonly string[], sight: Sight): Understood {
  if (!/^[1-9]\d{0,2}$/.test(to)) return noSuchPlace(to)
  const index = Math.min(Number(to), sight.room.queue.length) - 1
  return atPlace(from, sight, ({ number: entry }) =>
    command({ kind: 'edit-queue', edit: { kind: 'move', entry, index } }),
  )
}

function readFilm(wanted: string, use: FilmUse): Understood {
  if (wanted === '') return unclear('There is no film.', 'Type a part of its title, or its id.')
  return spoken({ kind: 'film', wanted, use })
}

const opening =
  (use: FilmUse) =>
  (words: string): Understood =>
    readFilm(words, use)

const playing =
  (insist: boolean) =>
  (words: string, sight: Sight): Understood =>
    atPlace(words === '' ? '1' : words, sight, ({ number: entry }) =>
      command({ kind: 'play-entry', entry, insist }),
    )

function readSeek(words: string): Understood {
  const positionMs = readPosition(words)
  if (positionMs === null)
    return unclear(`"${words}" is no place in a film.`, 'Type it like 1:02:03 or 12:03.')
  return command({ kind: 'act', action: { kind: 'seek', positionMs } })
}

function readSpeed(words: string): Understood {
  const action = actionSchema.safeParse({ kind: 'rate', rate: words === '' ? null : Number(words) })
  return action.success
    ? command({ kind: 'act', action: action.data })
    : unclear(`"${words}" is no speed.`, 'Type a number from 0.25 to 4; 1 is normal.')
}

/** What can be done about the film and those that come next. */
export const slashFilms: readonly SlashRow[] = [
  {
    name: 'queue',
    words: '[add TITLE | remove N | move N M | clear]',
    does: 'what comes next, and changing it',
    firstWords: () => queueWords,
    read: readQueue,
  },
  {
    name: 'next',
    words: '',
    does: 'go on to the first film of the queue; with none in it, to the next episode',
    read: withoutWords('next', () => command({ kind: 'act', action: { kind: 'next' } })),
  },
  {
    name: 'open',
    words: 'TITLE',
    does: 'put on another film now',
    read: opening({ kind: 'open', insist: false }),
  },
  {
    name: 'open!',
    words: 'TITLE',
    does: 'the same, even if somebody cannot see it',
    isGrave: true,
    read: opening({ kind: 'open', insist: true }),
  },
  { name: 'play', words: 'N', does: 'put on the Nth film of the queue now', read: playing(false) },
  {
    name: 'play!',
    words: 'N',
    does: 'the same, even if somebody cannot see it',
    isGrave: true,
    read: playing(true),
  },
  { name: 'seek', words: '1:02:03', does: 'jump to a place', read: readSeek },
  { name: 'speed', words: '1.25', does: 'change the speed, for everyone', read: readSpeed },
  {
    name: 'resync',
    words: '',
    does: 'bring everyone exactly in step',
    read: withoutWords('resync', () => command({ kind: 'act', action: { kind: 'resync' } })),
  },
]
