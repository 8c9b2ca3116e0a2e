import type { Page } from 'playwright-core'
import { initialAppState, type AppState } from '../../../../protocol/bridge/appState.ts'
import { ada, signedIn } from '../states.ts'
import type { View } from './view.ts'

const signedOut: AppState = {
  ...signedIn,
  account: null,
  accounts: [],
  signIn: initialAppState.signIn,
  library: { kind: 'closed' },
}
const server = {
  id: 's',
  name: 'Living room',
  url: 'https://films.example',
  version: '10.11.2',
  isPlain: false,
}

const problem = {
  code: 'no-server',
  sentence: 'Nothing answers at films.example, port 8096.',
  nextStep: 'Check the address; a server behind a proxy is often reached with https and without a port.',
}
const certificate = {
  code: 'unknown-certificate',
  sentence: 'The certificate of films.example is signed by nobody that this computer trusts.',
  nextStep: 'Compare its fingerprint with that of your server.',
}

const door = (name: string, signIn: AppState['signIn'], more: Partial<AppState> = {}): View => ({
  name: `sign-in-${name}`,
  path: '/',
  state: { ...signedOut, signIn, ...more },
})

const user: AppState['signIn'] = {
  kind: 'user',
  server,
  users: [
    { name: 'Ada', hasPassword: true, pictureUrl: null },
    { name: 'Grace Hopper-Wolkenstein', hasPassword: true, pictureUrl: null },
    { name: 'Kids', hasPassword: false, pictureUrl: null },
    { name: '<i>Eve</i>', hasPassword: true, pictureUrl: null },
  ],
  quickConnect: true,
  problem: null,
}

const noPlayers = signedIn.players.map((player) => ({
  ...player,
  found: false,
  path: null,
  version: null,
  problem: { code: 'player-missing', sentence: `${player.title} was not found.`, nextStep: 'Install it.' },
}))

const link = {
  number: 1,
  server: 'wss://friends.example/lockstep',
  code: 'k3J9-aQ',
  invitation: 'abc.def',
  wantsPassword: false,
  problem: null,
}

const inbox = ['Grace', null].map((hostName, at) => ({
  server: 'ws://127.0.0.1:8999',
  roomId: `r${at}`,
  code: `code${at}`,
  roomName: at === 0 ? 'Friday night' : 'Donaudampfschifffahrtsgesellschaftsabend',
  title: at === 0 ? 'The Night Signal' : 'Echo of the Salt',
  hostName,
  role: at === 0 ? ('controller' as const) : ('viewer' as const),
  hasPassword: at === 1,
}))

export const doorViews: readonly View[] = [
  door('server', signedOut.signIn, {
    discovered: [
      { id: 'a', name: 'Living room', url: 'http://192.168.1.20:8096' },
      { id: 'b', name: 'Attic', url: 'http://192.168.1.31:8096/jellyfin' },
    ],
  }),
  door('server-problem', { kind: 'server', address: 'films.example:8096', problem }),
  door('connecting', { kind: 'connecting', address: 'films.example' }),
  door('certificate', {
    kind: 'certificate',
    address: 'https://films.example:8920',
    fingerprint: Array.from({ length: 32 }, (_, at) =>
      ((at * 37) % 256).toString(16).padStart(2, '0').toUpperCase(),
    ).join(':'),
    problem: certificate,
  }),
  door('user', user),
  door('user-plain', {
    ...user,
    server: { ...server, isPlain: true },
    users: [],
    problem: {
      code: 'wrong-password',
      sentence: 'The name or the password is wrong.',
      nextStep: 'Try again.',
    },
  }),
  door('signing-in', { kind: 'signing-in', server, userName: 'Ada' }),
  door('quick-connect', { kind: 'quick-connect', server, code: '428193' }),
  {
    ...door('another', signedOut.signIn, { account: ada, accounts: [ada], library: { kind: 'open' } }),
    path: '/sign-in',
  },
  { name: 'first-run', path: '/', state: { ...signedIn, players: noPlayers } },
  { name: 'join', path: '/join', state: signedIn },
  { name: 'join-link', path: '/join', state: { ...signedIn, pendingLink: link } },
  {
    name: 'join-password',
    path: '/join',
    state: {
      ...signedIn,
      pendingLink: {
        ...link,
        wantsPassword: true,
        problem: {
          code: 'wrong-room-password',
          sentence: 'That is not the password.',
          nextStep: 'Ask the host for it.',
        },
      },
    },
  },
  { name: 'invitations', path: '/invitations', state: { ...signedIn, inbox } },
  { name: 'invitations-none', path: '/invitations', state: signedIn },
  {
    name: 'trust',
    path: '/join',
    state: {
      ...signedIn,
      trustQuestion: {
        server: 'wss://friends.example',
        host: 'friends.example',
        libraryName: 'Living room',
        userName: 'Ada',
      },
    },
  },
  { name: 'nowhere', path: '/nowhere', state: signedIn },
  {
    name: 'palette',
    path: '/join',
    state: signedIn,
    act: (page: Page) => page.keyboard.press('Control+k').then(() => page.getByRole('dialog').waitFor()),
  },
]
