import type { Library, LibraryItem, LibraryResult, Page } from '../../../jellyfin/library.ts'
import { success } from '../../../protocol/result.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { exitCodes } from '../exitCodes.ts'
import { readWholeNumber } from '../figures.ts'
import { itemLine } from '../itemLines.ts'
import { withLibrary } from './withLibrary.ts'

/** Looks around in the library: libraries, what is in them, what goes on where one left off. */
export const itemsCommand: CliCommand = {
  name: 'items',
  words: '[<id>]',
  wordCount: { least: 0, most: 1 },
  summary: 'Look around in the library.',
  details: [
    'Without an id: what you have begun, what comes next in your series, and the libraries. With the id of a library, series, season or folder: what is in it.',
  ],
  options: {
    limit: { value: 'count', about: 'How many to show of each at most.', fallback: { value: '50' } },
  },
  examples: [
    { args: '', does: 'where to go on, and the libraries with their ids' },
    { args: '5b2c0f6e3d1a4e7f9a8b7c6d5e4f3a2b', does: 'what is in that one' },
  ],
  run: async (given, shell) => {
    const limit = readWholeNumber(given, 'limit', { least: 1, most: 10_000 })
    if (!limit.ok) return giveUp(shell, limit.problem)
    const page = { start: 0, limit: limit.value ?? 50 }
    const [id = null] = given.words
    return await withLibrary(shell, async (library) => {
      for (const [heading, ask] of id === null ? overview(library) : inside(library, id)) {
        const answer = await ask(page)
        if (!answer.ok) return answer
        for (const line of section(heading, answer.value))
          (line.isHeading ? shell.say : shell.print)(line.text)
      }
      return success(exitCodes.ok)
    })
  },
}

type Ask = (page: { start: number; limit: number }) => Promise<LibraryResult<Page<LibraryItem>>>
type Part = readonly [heading: string, ask: Ask]

const overview = (library: Library): readonly Part[] => [
  ['Go on with', (page) => library.resumable(page)],
  ['Next', (page) => library.nextUp(page)],
  ['Libraries', (page) => library.children(null, page)],
]

const inside = (library: Library, id: string): readonly Part[] => [['', (page) => library.children(id, page)]]

/** Headings are for people and go to stderr; the lines below them may be read by a script. */
function section(heading: string, { items, total }: Page<LibraryItem>) {
  const lines = items.map((item) => ({ text: itemLine(item), isHeading: false }))
  const more = total > items.length ? [`... and ${total - items.length} more (--limit)`] : []
  const none = items.length === 0 && heading === '' ? ['There is nothing in it.'] : []
  const said = [...none, ...more].map((text) => ({ text, isHeading: true }))
  const above = heading === '' || items.length === 0 ? [] : [{ text: `${heading}:`, isHeading: true }]
  return [...above, ...lines, ...said]
}
