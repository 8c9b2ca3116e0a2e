import type { AppState } from '../../protocol/bridge/appState.ts'

/** Keys that work wherever one is: Electron's globalShortcut. */
export interface GlobalKeys {
  register(key: string, pressed: () => void): boolean
  unregister(key: string): void
}

const key = 'MediaPlayPause'

/** Takes the media key while there is a room, and gives it back afterwards: other players want it, too. */
export function createMediaKeys(keys: GlobalKeys, toggle: () => void): (state: AppState) => void {
  let isTaken = false
  return ({ companion }) => {
    const isWanted = companion.room !== null
    if (isWanted === isTaken) return
    isTaken = isWanted
    // Where the system does not give it away, it stays where it is.
    if (isWanted) keys.register(key, toggle)
    else keys.unregister(key)
  }
}
