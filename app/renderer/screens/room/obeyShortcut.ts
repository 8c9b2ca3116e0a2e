import type { AppLink } from '../../client/appLink.ts'
import { isOfScreen, type ScreenShortcut, type Shortcut } from '../../keys/shortcuts.ts'
import { commandOfShortcut, type ShortcutScene } from '../../room/shortcutCommand.ts'
import { tellRoom } from './actions.ts'
import type { Overlay } from './Opened.tsx'

/** What a shortcut needs of the screen. */
export interface ShortcutPlace extends ShortcutScene {
  readonly link: AppLink
  overlay(overlay: Overlay): void
  writeChat(): void
  react(): void
}

/** Does what a shortcut stands for. */
export function obeyShortcut(shortcut: Shortcut, place: ShortcutPlace): void {
  if (isOfScreen(shortcut)) return obeyOnScreen(shortcut, place)
  const companion = place.link.mirror.getState().app?.companion
  if (companion === undefined || companion.room === null) return
  const command = commandOfShortcut(shortcut, companion, place)
  if (command !== null) void tellRoom(place.link, command)
}

function obeyOnScreen(shortcut: ScreenShortcut, place: ShortcutPlace): void {
  switch (shortcut) {
    case 'chat':
      return place.writeChat()
    case 'react':
      return place.react()
    case 'personal':
      return place.overlay('mine')
    case 'truth':
      return place.overlay('truth')
    case 'invite':
      return place.overlay('invite')
    case 'help':
      return place.overlay('keys')
  }
}
