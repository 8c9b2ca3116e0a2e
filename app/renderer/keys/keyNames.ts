/**
 * A key and what is held with it, as one text: `Space`, `Shift+ArrowLeft`, `?`. Letters are lower case; what a letter or a
 * sign needs to be typed (`Shift` for `?`) is not named, because it differs from keyboard to keyboard.
 */
export type KeyName = string

interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

const modifiers: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'Dead',
])

/** The name of what was pressed; null = nothing by itself. */
export function keyNameOf({ key, ctrlKey, altKey, metaKey, shiftKey }: KeyPress): KeyName | null {
  if (modifiers.has(key) || key === '' || key === 'Unidentified') return null
  const isSign = [...key].length === 1
  const name = key === ' ' ? 'Space' : isSign ? key.toLowerCase() : key
  const held = [
    ...(ctrlKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(metaKey ? ['Meta'] : []),
    ...(shiftKey && (!isSign || key === ' ') ? ['Shift'] : []),
  ]
  return [...held, name].join('+')
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
}

/** Keys that are written on, in other words in each language. */
export type WrittenKey = 'Space' | 'Shift' | 'Ctrl'

const isWritten = (part: string): part is WrittenKey => ['Space', 'Shift', 'Ctrl'].includes(part)

/** As people read it: `Shift ←`; `written` says what stands on a key. */
export const keyText = (name: KeyName, written: (key: WrittenKey) => string): string =>
  partsOf(name)
    .map(
      (part) =>
        signs[part] ?? (isWritten(part) ? written(part) : part.length === 1 ? part.toUpperCase() : part),
    )
    .join(' ')

/** `Ctrl++` is Ctrl and plus. */
const partsOf = (name: KeyName): readonly string[] => {
  if (name === '+') return ['+']
  const plus = name.endsWith('++')
  const held = (plus ? name.slice(0, -2) : name).split('+')
  return plus ? [...held, '+'] : held
}
