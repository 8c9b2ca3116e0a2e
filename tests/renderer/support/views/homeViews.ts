import { film, homeShelves } from '../library.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const unreachable = {
  code: 'library-unreachable',
  sentence: 'films.example does not answer.',
  nextStep: 'Check that Jellyfin is running and that this computer is online.',
}
const home = { path: '/', state: signedIn, answers: { home: () => [...homeShelves] } }

export const homeViews: readonly View[] = [
  { ...home, name: 'home' },
  {
    ...home,
    name: 'home-together',
    state: {
      ...signedIn,
      rooms: [
        {
          id: 'r1',
          code: 'abcd',
          name: 'Friday night',
          title: 'The Night Signal',
          members: 4,
          hasPassword: false,
          isLocked: false,
        },
        {
          id: 'r2',
          code: 'efgh',
          name: '<b>Bold</b> & co',
          title: film(7).title,
          members: 1,
          hasPassword: false,
          isLocked: false,
        },
      ],
      inbox: [
        {
          server: 'ws://127.0.0.1:8999',
          roomId: 'r3',
          code: 'ijkl',
          roomName: 'Sofa',
          title: 'Echo of the Salt',
          hostName: 'Grace',
          role: 'viewer',
          hasPassword: false,
        },
      ],
    },
  },
  { ...home, name: 'home-waiting', answers: { home: () => new Promise<never>(() => undefined) } },
  { ...home, name: 'home-empty', answers: { home: () => [] } },
  { ...home, name: 'home-refused', answers: { home: () => ({ ok: false, problem: unreachable }) } },
  {
    ...home,
    name: 'home-offline',
    state: { ...signedIn, library: { kind: 'failed', problem: unreachable } },
  },
]
