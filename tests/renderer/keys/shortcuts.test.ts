import { describe, expect, it } from 'vitest'
import { keyNameOf, keyText, type WrittenKey } from '../../../app/renderer/keys/keyNames.ts'
import {
  conflictOf,
  keysOf,
  shortcutOf,
  shortcuts,
  usualKeys,
  withKey,
} from '../../../app/renderer/keys/shortcuts.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {},
) => keyNameOf({ key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...held })

const german = (key: WrittenKey) => ({ Space: 'Leertaste', Shift: 'Umschalt', Ctrl: 'Strg' })[key]

describe('the name of a key', () => {
  it('[UR120] tells what is held with it, but not what a sign needs to be typed', () => {
    expect(press(' ')).toBe('Space')
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft')
    expect(press('?', { shiftKey: true })).toBe('?')
    expect(press('T', { shiftKey: true })).toBe('t')
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+k')
    expect(press('Shift', { shiftKey: true })).toBeNull()
  })

  it('[UR120] is readable', () => {
    expect(keyText('Shift+ArrowLeft', german)).toBe('Umschalt ←')
    expect(keyText('t', german)).toBe('T')
    expect(keyText('Ctrl++', german)).toBe('Strg +')
    expect(keyText('+', german)).toBe('+')
  })
})

describe('shortcuts', () => {
  it('[UR121] are the usual ones unless others were set, each of its own', () => {
    expect(new Set(Object.values(usualKeys)).size).toBe(shortcuts.length)
    const keys = keysOf({ toggle: 'k' })
    expect(shortcutOf(keys, 'k')).toBe('toggle')
    expect(shortcutOf(keys, 'Space')).toBeNull()
    expect(shortcutOf(keys, 't')).toBe('chat')
  })

  it('[UR121] are not given away twice, nor taken from the browser', () => {
    const keys = keysOf({})
    expect(conflictOf(keys, 'toggle', 't')).toEqual({ kind: 'taken', by: 'chat' })
    expect(conflictOf(keys, 'toggle', 'Tab')).toEqual({ kind: 'reserved' })
    expect(conflictOf(keys, 'toggle', 'Ctrl+c')).toEqual({ kind: 'reserved' })
    expect(conflictOf(keys, 'toggle', 'Space')).toBeNull()
    expect(conflictOf(keys, 'toggle', 'k')).toBeNull()
  })

  it('[UR121] are kept only where they differ from the usual ones', () => {
    expect(withKey({}, 'chat', 'c')).toEqual({ chat: 'c' })
    expect(withKey({ chat: 'c', mute: 'x' }, 'chat', 't')).toEqual({ mute: 'x' })
  })
})
