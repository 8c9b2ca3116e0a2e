import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { plain } from './names.ts'
import { slashFilms } from './slashFilms.ts'

import { slashInvite } from './slashInvite.ts'
import { slashLanguages } from './slashLanguages.ts'
import { slashOwn } from './slashOwn.ts'
import { slashPeople } from './slashPeople.ts'
import { slashRoom } from './slashRoom.ts'
import type { Sight, SlashRow, Understood } from './spoken.ts'
import { command, spoken, unclear, withoutWords } from './understanding.ts'

const leave: CompanionCommand = { kind: 'leave-room' }

/** Every command that may be typed in a line of the chat, in the order of the help. */
export const slashTable: readonly SlashRow[] = [
  {
    name: 'help',
    words: '',
    does: 'these commands',
    read: withoutWords('help', () => spoken({ kind: 'show', what: 'help' })),
  },
  ...slashOwn,
  slashLanguages,
  ...slashFilms,
  slashInvite,
  ...slashPeople,
  ...slashRoom,
  {
    name: 'leave',
    words: '',
    does: 'leave the room',
    isGrave: true,
    read: withoutWords('leave', () => command(leave)),
  },
]

/**
 * What a typed line comes to: one that begins with a slash is a command, whose name may be cut short where only one
 * begins like that; any other is said. `//` says a line that begins with a slash.
 */
export function readLine(text: string, sight: Sight): Understood {
  const line = text.trim()
  if (!line.startsWith('/')) return command({ kind: 'say', text: line })
  if (line.startsWith('//')) return command({ kind: 'say', text: line.slice(1) })
  const [, name = '', words = ''] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? []
  const rows = rowsNamed(name)
  const [row] = rows
  if (row === undefined) return unclear(`There is no command "/${name}".`, 'Type "/help" for all of them.')
  return rows.length === 1 ? row.read(words.trim(), sight) : severalBegin(name, rows)
}

function rowsNamed(name: string): readonly SlashRow[] {
  const exact = slashTable.filter((row) => row.name === name.toLowerCase())
  if (exact.length > 0 || name === '') return exact
  return slashTable.filter((row) => row.isGrave !== true && row.name.startsWith(name.toLowerCase()))
}

const severalBegin = (name: string, rows: readonly SlashRow[]) =>
  unclear(`"/${name}" may mean ${rows.map((row) => `/${row.name}`).join(', ')}.`, 'Type more of its name.')

/** The line with its last word completed as far as all that it may become agree; as it is when there is nothing. */
export function completeLine(text: string, sight: Sight): string {
  const [, name = '', space = '', rest = ''] = /^\/(\S*)(\s*)(.*)$/s.exec(text) ?? []
  if (!text.startsWith('/')) return text
  if (space === '')
    return (
      completed(
        '/',
        name,
        slashTable.map((row) => row.name),
      ) ?? text
    )
  const words = slashTable.find((row) => row.name === name)?.firstWords?.(sight) ?? []
  return completed(`/${name} `, rest, words) ?? text
}

function completed(before: string, begun: string, candidates: readonly string[]): string | null {
  const fitting = candidates.filter((word) => plain(word).startsWith(plain(begun)))
  const [first] = fitting
  if (first === undefined) return null
  if (fitting.length === 1) return `${before}${first} `
  const common = fitting.reduce(commonBeginning)
  return common.length > begun.length ? before + common : null
}

function commonBeginning(one: string, other: string): string {
  let length = 0
  while (length < one.length && plain(one[length] ?? '') === plain(other[length] ?? '')) length += 1
  return one.slice(0, length)
}
