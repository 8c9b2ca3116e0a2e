import { homeViews } from './homeViews.ts'
import { libraryViews } from './libraryViews.ts'
import { roomViews } from './roomViews.ts'
import { initialAppState } from '../../../../protocol/bridge/appState.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const others = [...homeViews, ...libraryViews, ...roomViews]

/** A view as a remote control has it. */
function remote(name: string): View {
  const view = others.find((other) => other.name === name)
  if (view === undefined) throw new Error(`there is no view ${name}`)
  return {
    ...view,
    name: `remote-${name}`,
    get state() {
      return { ...view.state, access: 'remote' as const }
    },
  }
}

export const remoteViews: readonly View[] = [
  ...['home', 'item', 'room', 'room-none', 'room-kicked'].map(remote),
  {
    name: 'remote-nobody',
    path: '/settings',
    state: { ...signedIn, access: 'remote', account: null, signIn: initialAppState.signIn },
  },
]
