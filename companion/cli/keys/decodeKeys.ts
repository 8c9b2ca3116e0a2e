/** A key by name, such as `left`, `shift-left`, `ctrl-c`, `escape`; a printable one is its own name in lower case. */
export type Key = string

/** A key as it was pressed, and the character that it stands for in a text; '' for those that stand for none. */
export interface Stroke {
  readonly key: Key
  readonly text: string
}

/** Escape sequences of terminals: xterm's normal and application cursor keys, and its modifier 2 (shift). */
const sequences: Readonly<Record<string, Key>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  '[1;2C': 'shift-right',
  '[1;2D': 'shift-left',
  // rxvt
  '[c': 'shift-right',
  '[d': 'shift-left',
}

const named: Readonly<Record<string, Key>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u0003': 'ctrl-c',
  '\u0004': 'ctrl-d',
  '\u0008': 'backspace',
  '\u007F': 'backspace',
  // The other side of the minus and plus keys, so that nobody has to hold shift.
  '=': '+',
  _: '-',
}

/** An escape sequence, whole: introducer, parameters, final character (ECMA-48, 5.4). */
const sequence = /^\u001B(\[[0-?]*[ -/]*[@-~]|O[A-Z])/

/**
 * The keys in what a terminal in raw mode sent. Sequences that are not known are dropped whole, so that no part of
 * one is taken for a letter. A sequence cut in two by the system is rare and costs that one key.
 */
export function decodeKeys(chunk: string): readonly Stroke[] {
  const strokes: Stroke[] = []
  let rest = chunk
  while (rest !== '') {
    const found = sequence.exec(rest)
    const text = found?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0)
    const key = found === null ? keyOf(text) : sequences[found[1] ?? '']
    if (key !== undefined) strokes.push({ key, text: /^\p{Cc}/u.test(text) ? '' : text })
    rest = rest.slice(text.length)
  }
  return strokes
}

function keyOf(character: string): Key | undefined {
  if (character === '\u001B') return 'escape'
  if (Object.hasOwn(named, character)) return named[character]
  return /^\p{Cc}$/u.test(character) ? undefined : character.toLowerCase()
}
