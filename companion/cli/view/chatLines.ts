import type { ChatLine } from '../../../protocol/chat.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import { plainText } from '../plainText.ts'
import { wrapWords } from '../wrapWords.ts'
import { displayWidth } from './displayWidth.ts'
import { piece, type PaintedLine } from './paintedLine.ts'

/** The chat takes at most this of the screen, its heading not counted. */
const mostRows = 8

/** The end of the chat, newest at the bottom, in at most `rows` lines; nothing where nothing was said. */
export function chatLines(state: CompanionState, columns: number, rows: number): readonly PaintedLine[] {
  const shown = Math.min(mostRows, rows - 2)
  if (shown < 1 || state.chat.length === 0) return []
  const lines = state.chat.slice(-shown).flatMap((line) => saidLines(line, columns))
  return [[], [piece('Chat', 'faint')], ...lines.slice(-shown)]
}

/** Who said it, then what, going on under itself. */
function saidLines({ name, text }: ChatLine, columns: number): readonly PaintedLine[] {
  return wrapWords(`${plainText(name)}: ${plainText(text)}`, Math.max(1, columns - 4)).map((words, index) => [
    piece(index === 0 ? '  ' : '    '),
    piece(words),
  ])
}

/** A line being typed; what must not be seen is shown as dots. */
export interface TypedLine {
  readonly text: string
  readonly isSecret: boolean
}

/** The line that is being typed; of one that is too long, its end. */
export function typedLine({ text, isSecret }: TypedLine, columns: number): PaintedLine {
  const prompt = isSecret ? 'Password: ' : text.startsWith('/') ? 'Do: ' : 'Say: '
  let shown = isSecret ? [...text].map(() => '•') : [...plainText(text)]
  while (displayWidth(shown.join('')) > Math.max(1, columns - prompt.length - 1)) shown = shown.slice(1)
  return [piece(prompt, 'accent'), piece(shown.join('')), piece('▏', 'accent')]
}
