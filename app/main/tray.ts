import { join } from 'node:path'
import type { MenuItemConstructorOptions, Tray } from 'electron'
import type { AppState } from '../../protocol/bridge/appState.ts'
import type { ShellWords } from './shellWords.ts'
import type { ElectronParts, ShellFiles } from './shellParts.ts'

/** What the tray's menu does. */
export interface TrayActions {
  open(): void
  toggle(): void
  /** Shows the small remote, or puts it away. */
  mini(isWanted: boolean): void
  quit(): void
}

export function trayMenu(
  state: AppState,
  words: ShellWords,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const isInRoom = state.companion.room !== null
  return [
    { label: words.open, click: () => actions.open() },
    { type: 'separator' },
    { label: words.toggle, enabled: isInRoom, click: () => actions.toggle() },
    {
      label: words.mini,
      type: 'checkbox',
      checked: state.settings.miniOnTop,
      click: ({ checked }) => actions.mini(checked),
    },
    { type: 'separator' },
    { label: words.quit, click: () => actions.quit() },
  ]
}

/** What the menu says now, to be compared with what it said. */
export const trayFace = ({ companion, settings }: AppState, words: ShellWords): string =>
  [words.open, words.toggle, words.mini, words.quit, companion.room !== null, settings.miniOnTop].join('|')

/** Puts the app into the tray; null on a system that has none. */
export function openTray(
  { Tray, nativeImage }: ElectronParts,
  files: ShellFiles,
  onClick: () => void,
): Tray | null {
  try {
    const tray = new Tray(nativeImage.createFromPath(join(files.icons, 'tray.png')))
    tray.setToolTip('Lockstep')
    tray.on('click', onClick)
    return tray
  } catch {
    return null
  }
}
