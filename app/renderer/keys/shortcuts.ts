import type { KeyName } from './keyNames.ts'

/** What a key can do in a room, with the key that it usually is; in the order in which help shows it. */
export const usualKeys = {
  toggle: 'Space',
  back: 'ArrowLeft',
  forward: 'ArrowRight',
  farBack: 'Shift+ArrowLeft',
  farForward: 'Shift+ArrowRight',
  skipScene: 'i',
  next: 'n',
  resync: 'r',
  chat: 't',
  react: 'e',
  hand: 'h',
  replay: 'w',
  endReplay: 'b',
  louder: 'ArrowUp',
  quieter: 'ArrowDown',
  mute: 'm',
  fullscreen: 'f',
  freePlay: 'o',
  ready: 'y',
  personal: 'p',
  truth: 'd',
  invite: 'l',
  help: '?',
} as const satisfies Record<string, KeyName>

export type Shortcut = keyof typeof usualKeys

/** What concerns this window's screen alone. */
const screenShortcuts = ['chat', 'react', 'personal', 'truth', 'invite', 'help'] as const

export type ScreenShortcut = (typeof screenShortcuts)[number]
/** What is asked of the companion. */
export type RoomShortcut = Exclude<Shortcut, ScreenShortcut>

export const isOfScreen = (shortcut: Shortcut): shortcut is ScreenShortcut =>
  screenShortcuts.some((name) => name === shortcut)

export const shortcuts = Object.keys(usualKeys) as readonly Shortcut[]

export type Keys = Readonly<Record<Shortcut, KeyName>>

/** Keys that the browser, the screen reader or a form needs. */
const reserved: ReadonlySet<KeyName> = new Set(['Tab', 'Shift+Tab', 'Enter', 'Escape', 'F5', 'F12'])

/** Every shortcut with its key: what was set, else the usual one. */
export const keysOf = (set: Readonly<Record<string, string>>): Keys =>
  Object.fromEntries(shortcuts.map((shortcut) => [shortcut, set[shortcut] ?? usualKeys[shortcut]])) as Keys

/** What a key does; null = nothing. */
export const shortcutOf = (keys: Keys, name: KeyName): Shortcut | null =>
  shortcuts.find((shortcut) => keys[shortcut] === name) ?? null

/** Why a key cannot be given to a shortcut. */
export type KeyConflict = { readonly kind: 'taken'; readonly by: Shortcut } | { readonly kind: 'reserved' }

/** null = it can be given. */
export function conflictOf(keys: Keys, shortcut: Shortcut, name: KeyName): KeyConflict | null {
  if (reserved.has(name) || /^(Ctrl|Meta)\+[acvxzrtwnfp]$/.test(name)) return { kind: 'reserved' }
  const by = shortcuts.find((other) => other !== shortcut && keys[other] === name)
  return by === undefined ? null : { kind: 'taken', by }
}

/** The settings with another key for one shortcut: the usual one is not kept. */
export function withKey(
  set: Readonly<Record<string, string>>,
  shortcut: Shortcut,
  name: KeyName,
): Record<string, string> {
  const others = Object.fromEntries(Object.entries(set).filter(([key]) => key !== shortcut))
  return name === usualKeys[shortcut] ? others : { ...others, [shortcut]: name }
}
