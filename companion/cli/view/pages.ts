import type { CompanionState } from '../../../protocol/companionState.ts'
import { slashTable } from '../../talk/readLine.ts'
import { shownLines } from '../../talk/shownLines.ts'
import type { Shown } from '../../talk/spoken.ts'
import { wrapWords } from '../wrapWords.ts'
import { chooserLines, isChooser, type ChooserKind } from './chooser.ts'
import { helpLines } from './helpLines.ts'
import { linkPage } from './linkPage.ts'
import { piece, type PaintedLine } from './paintedLine.ts'

/** What the terminal shows: the room, or a page over it that any key closes. */
export type Page = 'room' | 'keys' | ChooserKind | Shown

/** The lines of a page. */
export function pageLines(
  page: Exclude<Page, 'room'>,
  state: CompanionState,
  columns: number,
): readonly PaintedLine[] {
  if (page === 'keys') return helpLines(state, columns)
  if (page === 'link') return linkPage(state, columns)
  if (isChooser(page)) return chooserLines(page, state)
  const lines = page === 'help' ? slashTable.map(commandLine) : listed(page, state, columns)
  return [[piece(titles[page], 'strong')], ...lines, [], [piece('Any key goes back.', 'faint')]]
}

const titles: Readonly<Record<Exclude<Shown, 'link'>, string>> = {
  help: 'Commands',
  queue: 'Next',
  policy: 'Rules of the room',
  banned: 'Kept out',
}

const commandLine = ({ name, words, does }: (typeof slashTable)[number]): PaintedLine => [
  piece(`  ${`/${name} ${words}`.padEnd(34)}`, 'accent'),
  piece(` ${does}`),
]

function listed(what: Shown, state: CompanionState, columns: number): readonly PaintedLine[] {
  const lines = shownLines(what, state)
  if (lines.length === 0) return [[piece('  Nothing and nobody.')]]
  return lines
    .flatMap((line) =>
      wrapWords(line, Math.max(1, columns - 4)).map((text, index) => (index === 0 ? text : `  ${text}`)),
    )
    .map((text) => [piece(`  ${text}`)])
}
