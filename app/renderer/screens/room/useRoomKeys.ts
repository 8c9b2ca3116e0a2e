import { useEffect, useEffectEvent } from 'react'
import { useApp, useAppLink, useIsRemote } from '../../client/AppContext.tsx'
import { useClock } from '../../client/ClockContext.tsx'
import { keyNameOf } from '../../keys/keyNames.ts'
import { keysOf, shortcutOf } from '../../keys/shortcuts.ts'
import { isPressing, isTyping } from '../../keys/isTyping.ts'
import { useOpened } from './Opened.tsx'
import { chatEntryId, reactButtonId } from './side/ChatEntry.tsx'
import { useFilm } from './useRoom.ts'
import { roomMomentNow } from './now/useRoomMoment.ts'
import { obeyShortcut } from './obeyShortcut.ts'

export interface RoomKeysOptions {
  /** Has the chat on the screen, whatever was there. */
  readonly showChat: () => void
}

/** The keys of the room, wherever the focus is, but not while somebody types or has something open over the room. */
export function useRoomKeys({ showChat }: RoomKeysOptions): void {
  const [link, clock] = [useAppLink(), useClock()]
  const set = useApp(({ settings }) => settings.shortcuts)
  const { opened, toggle } = useOpened()
  const isRemote = useIsRemote()
  const film = useFilm()
  const toChat = (id: string) => {
    showChat()
    // The chat may have to be drawn first.
    requestAnimationFrame(() => document.getElementById(id)?.focus())
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target)) return
    const name = keyNameOf(event)
    if (name === 'Space' && isPressing(event.target)) return
    const shortcut = name === null ? null : shortcutOf(keysOf(set), name)
    if (shortcut === null || (isRemote && shortcut === 'invite')) return
    if (opened !== null && opened !== 'truth') return
    event.preventDefault()
    obeyShortcut(shortcut, {
      link,
      film,
      positionMs: () => roomMomentNow(link, clock).positionMs,
      overlay: toggle,
      writeChat: () => toChat(chatEntryId),
      react: () => {
        showChat()
        requestAnimationFrame(() => document.getElementById(reactButtonId)?.click())
      },
    })
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
