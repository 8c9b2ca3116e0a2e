import type { CompanionState } from '../../../protocol/companionState.ts'
import { keyTable } from '../keys/keyTable.ts'
import { piece, type PaintedLine } from './paintedLine.ts'

/** The page behind `?`: the keys, and the link whole, in pieces when it is longer than a line. */
export const helpLines = (state: CompanionState, columns: number): readonly PaintedLine[] => [
  [piece('Keys', 'strong')],
  ...keyTable.map(({ keys, does }) => [piece(`  ${keys.padEnd(16)}`, 'accent'), piece(does)]),
  [],
  [piece('Link to join', 'strong')],
  ...chunksOf(state.joinLink ?? 'There is none yet.', columns).map((text) => [piece(text, 'accent')]),
  [],
  [piece('Any key goes back.', 'faint')],
]

/** A text that must stay whole, in pieces of a line each. */
export const chunksOf = (text: string, width: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, index) =>
    text.slice(index * width, (index + 1) * width),
  )
