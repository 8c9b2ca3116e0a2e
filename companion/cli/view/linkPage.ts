import { renderUnicodeCompact } from 'uqr'
import type { CompanionState } from '../../../protocol/companionState.ts'
import { linkSentence } from '../../words/linkInWords.ts'
import { chunksOf } from './helpLines.ts'
import { piece, type PaintedLine } from './paintedLine.ts'

/** The page of a signed link: what it does, the link in pieces, and its code where the terminal is wide enough. */
export function linkPage({ madeLink }: CompanionState, columns: number): readonly PaintedLine[] {
  if (madeLink === null) return [[piece('There is none yet.')]]
  const code = qrLines(madeLink.webLink)
  const isWideEnough = (code[0]?.length ?? 0) <= columns
  return [
    [piece(linkSentence(madeLink), 'strong')],
    ...chunksOf(madeLink.webLink, columns).map((text) => [piece(text, 'accent')]),
    [piece('Any key goes back.', 'faint')],
    ...(isWideEnough ? code.map((text) => [piece(text)]) : []),
  ]
}

/** A link as a code to photograph, drawn with half blocks: two rows of it in a line. */
export const qrLines = (link: string): readonly string[] =>
  renderUnicodeCompact(link, { ecc: 'L', border: 1 }).split('\n')
