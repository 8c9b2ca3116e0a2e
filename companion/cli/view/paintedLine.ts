import { plainText } from '../plainText.ts'
import { displayWidth, fitTo } from './displayWidth.ts'

/** What a piece of text means; the colours follow from it. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'fair' | 'bad' | 'accent'

export interface Piece {
  readonly text: string
  readonly tone: Tone
}

/** One line of the screen, from left to right. */
export type PaintedLine = readonly Piece[]

/** Text of whatever origin becomes harmless here: a name cannot move the cursor. */
export const piece = (text: string, tone: Tone = 'plain'): Piece => ({ text: plainText(text), tone })

export const widthOfLine = (line: PaintedLine): number =>
  line.reduce((sum, { text }) => sum + displayWidth(text), 0)

/** The line as it is sent to a terminal `width` columns wide, with ANSI colours (ECMA-48 SGR) or without. */
export function lineText(line: PaintedLine, width: number, colours: boolean): string {
  let left = width
  let text = ''
  for (const { text: whole, tone } of line) {
    const part = fitTo(whole, left)
    left -= displayWidth(part)
    text += colours && tone !== 'plain' ? `\u001B[${codes[tone]}m${part}\u001B[0m` : part
    if (left <= 0) break
  }
  return colours ? text : text.trimEnd()
}

const codes: Readonly<Record<Exclude<Tone, 'plain'>, string>> = {
  strong: '1',
  faint: '2',
  good: '32',
  fair: '33',
  bad: '31',
  accent: '36',
}
