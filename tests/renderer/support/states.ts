import { initialAppState, type AccountView, type AppState } from '../../../protocol/bridge/appState.ts'

export const ada: AccountView = {
  serverId: 'server-1',
  serverName: 'Living room',
  serverUrl: 'https://films.example',
  userId: 'ada',
  userName: 'Ada Lindqvist',
  pictureUrl: null,
}

/** Somebody is signed in, all is well, nobody is in a room. */
export const signedIn: AppState = {
  ...initialAppState,
  app: { version: '1.0.0', shell: 'browser', system: 'linux', canUpdate: false, isDemo: false },
  account: ada,
  accounts: [ada],
  signIn: { kind: 'done' },
  library: { kind: 'open' },
  sessionServer: {
    kind: 'running',
    address: 'ws://127.0.0.1:8999',
    bundled: true,
    reach: 'this-network',
    version: '1.0.0',
    roomsHere: 0,
  },
  rooms: [],
  players: [
    { name: 'mpv', title: 'MPV', path: '/usr/bin/mpv', version: '0.38.0', found: true, problem: null },
    { name: 'vlc', title: 'VLC', path: '/usr/bin/vlc', version: '3.0.21', found: true, problem: null },
  ],
  settings: { ...initialAppState.settings, language: 'en' },
}
