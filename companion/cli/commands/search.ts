import { success } from '../../../protocol/result.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { exitCodes } from '../exitCodes.ts'
import { readWholeNumber } from '../figures.ts'
import { itemLine } from '../itemLines.ts'
import { withLibrary } from './withLibrary.ts'

/** Finds films and episodes by their titles. */
export const searchCommand: CliCommand = {
  name: 'search',
  words: '<words>',
  wordCount: { least: 1, most: 20 },
  summary: 'Find films and episodes by title.',
  details: ['One line for each, best first: its id, title, length, and where you left off.'],
  options: {
    limit: { value: 'count', about: 'How many to show at most.', fallback: { value: '20' } },
  },
  examples: [
    { args: '"night of"', does: 'lists what has "night of" in its title' },
    { args: 'night of --limit 1', does: 'shows the best one' },
  ],
  run: async (given, shell) => {
    const limit = readWholeNumber(given, 'limit', { least: 1, most: 1000 })
    if (!limit.ok) return giveUp(shell, limit.problem)
    const query = given.words.join(' ')
    return await withLibrary(shell, async (library) => {
      const found = await library.search(query, { start: 0, limit: limit.value ?? 20 })
      if (!found.ok) return found
      const { items, total } = found.value
      for (const item of items) shell.print(itemLine(item))
      if (items.length === 0) shell.say(`Nothing in ${library.server.name} matches "${query}".`)
      if (total > items.length) shell.say(`${total - items.length} more; narrow the words or raise --limit.`)
      return success(items.length === 0 ? exitCodes.failed : exitCodes.ok)
    })
  },
}
