import type { Page } from 'playwright-core'
import type { CompanionState } from '../../../../protocol/companionState.ts'
import type { RoomView } from '../../../../protocol/room.ts'
import type { Problem } from '../../../../protocol/problem.ts'
import type { Answers } from '../fakeApp.ts'
import {
  aRoom,
  bob,
  cleo,
  dan,
  filmDetails,
  inRoom,
  media,
  sessionNowMs,
  somebody,
  you,
} from '../roomStates.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const answers: Answers = {
  item: () => filmDetails,
  people: () => [
    { userId: 'u1', personId: 'person-bob', name: 'Bob', pictureUrl: null },
    { userId: 'u2', personId: 'p2', name: 'Grace', pictureUrl: null },
    {
      userId: 'u3',
      personId: 'p3',
      name: 'Heinrich von und zu Hohenlohe-Langenburg-Schillingsfürst',
      pictureUrl: null,
    },
  ],
  link: () => ({
    app: 'lockstep://join/k3J9-aQ#eyJ',
    web: 'https://films.example/join/k3J9-aQ#eyJpbnZpdGF0aW9uIjoxfQ',
  }),
  search: ({ text }) =>
    text === 'zzz'
      ? { items: [], total: 0 }
      : {
          items: [
            filmDetails.card,
            { ...filmDetails.card, id: 'x', title: 'The Long Take', posterUrl: null },
          ],
          total: 2,
        },
}

type Changes = Partial<CompanionState>

const room = (
  name: string,
  companion: () => Changes = () => ({}),
  changes: () => Partial<RoomView> = () => ({}),
  act?: View['act'],
): View => ({
  name: name === '' ? 'room' : `room-${name}`,
  path: '/room',
  // States name instants of the session clock: they are made when the view is opened.
  get state() {
    return inRoom(companion(), changes())
  },
  answers,
  ...(act === undefined ? {} : { act }),
})

const problem = (sentence: string, nextStep = '', code = 'some-problem'): Problem => ({
  code,
  sentence,
  nextStep,
})

const press = (name: string | RegExp) => async (page: Page) => {
  await page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
}
const asBob = { memberId: 'bob' }

const crowd = Array.from({ length: 20 }, (_, index) =>
  somebody(
    [
      'Ada',
      'Bartholomäus Friedrich Wilhelm Maximilian von Habsburg-Lothr. III',
      'عبد الرحمن بن محمد',
      'נועה לוי',
      '<b>Eve</b><script>alert(1)</script>',
      '👩‍🚀 Kim',
      '山田太郎',
      'Ola',
      'Per',
      'Quinn',
      'Rose',
      'Sven',
      'Tove',
      'Uma',
      'Vic',
      'Walt',
      'Xena',
      'Yves',
      'Zoë',
      'Änne',
    ][index] ?? `Person ${index}`,
    { driftMs: [0.4, -3, 12, 77, -240, null][index % 6] ?? null, buffering: index % 7 === 3 },
    {
      role: index === 0 ? 'host' : index % 5 === 1 ? 'controller' : 'viewer',
      isFree: index === 9,
      isMuted: index === 4,
      connection: index === 11 ? { kind: 'away', removeAtMs: sessionNowMs() + 60_000 } : { kind: 'present' },
    },
  ),
)

/** The room in every state that somebody has to have seen. */
export const roomViews: readonly View[] = [
  room(''),
  { name: 'room-none', path: '/room', state: signedIn },
  {
    name: 'room-connecting',
    path: '/room',
    state: {
      ...signedIn,
      companion: {
        ...signedIn.companion,
        session: { kind: 'connecting', server: 'wss://films.example', attempt: 2 },
      },
    },
  },
  {
    name: 'room-kicked',
    path: '/room',
    state: {
      ...signedIn,
      companion: {
        ...signedIn.companion,
        problem: problem(
          'You were put out of the room.',
          'Ask the host whether you may come back.',
          'kicked',
        ),
      },
    },
  },
  room('viewer', () => asBob),
  room(
    'paused',
    () => ({}),
    () => ({ timeline: { ...aRoom().timeline, playing: false } }),
  ),
  room(
    'waiting',
    () => ({}),
    () => ({
      timeline: { ...aRoom().timeline, playing: false },
      members: [
        you,
        somebody('Bob', { readyRevision: null }),
        somebody('Cleo', { readyRevision: null }),
        dan,
      ],
      phase: {
        kind: 'waiting',
        why: 'start',
        waitingFor: ['bob', 'cleo'],
        deadlineMs: sessionNowMs() + 14_000,
        thenPlay: true,
      },
    }),
  ),
  room(
    'countdown',
    () => ({}),
    () => ({
      timeline: { ...aRoom().timeline, atMs: sessionNowMs() + 60_000 },
      members: [you, bob, cleo],
    }),
  ),
  room(
    'vote',
    () => ({}),
    () => ({
      policy: { ...aRoom().policy, control: 'vote' },
      members: [you, bob, cleo],
      ballot: {
        ...{ number: 1, proposal: { kind: 'seek', positionMs: 3_100_000 }, memberId: 'bob', name: 'Bob' },
        ...{ inFavour: ['bob'], against: ['cleo'], needed: 2, expiresAtMs: sessionNowMs() + 21_000 },
      },
    }),
  ),
  room('interrupted', () => ({
    session: {
      kind: 'interrupted',
      server: 'wss://films.example',
      attempt: 3,
      retryInMs: 8000,
      problem: problem('The line to the session server broke.', 'It is tried again by itself.', 'line-lost'),
    },
  })),
  room('player-gone', () => ({
    player: {
      kind: 'gone',
      how: 'closed',
      problem: problem('Your player was closed.', 'Start it again.', 'player-closed'),
    },
    health: [
      {
        what: 'player-closed',
        severity: 'stopped',
        sinceMs: Date.now(),
        problem: problem(
          'Your player was closed.',
          'Start it again, and it goes on where the others are.',
          'player-closed',
        ),
        wayBack: { kind: 'command', command: 'restart-player' },
      },
      {
        what: 'no-sound',
        severity: 'impaired',
        sinceMs: Date.now(),
        problem: problem('The sound device is gone.', 'Plug it in again.', 'no-sound'),
        wayBack: { kind: 'retrying', attempt: 2, nextAtMs: Date.now() + 5000 },
      },
    ],
  })),
  room('missing', () => ({
    media: {
      kind: 'missing',
      title: media.title,
      problem: problem(
        'Your library does not have this film.',
        'Ask the host to choose another one.',
        'not-found',
      ),
    },
    player: { kind: 'none' },
  })),
  room('free', () => ({ isFree: true, personal: { ...inRoom().companion.personal, ready: false } })),
  room('replay', () => ({ follow: { ...inRoom().companion.follow, behindMs: 7300 } })),
  room('toasts', () => ({
    events: [
      {
        atMs: sessionNowMs() + 3_600_000,
        memberId: 'bob',
        name: 'Bob',
        what: 'paused',
        amount: 1_600_000,
        target: null,
        detail: null,
      },
      {
        atMs: sessionNowMs() + 3_600_001,
        memberId: 'cleo',
        name: 'Cleo',
        what: 'queued',
        amount: null,
        target: null,
        detail: 'The Long Take',
      },
    ],
    reactions: [
      { memberId: 'bob', name: 'Bob', reaction: '😂', atMs: sessionNowMs() + 3_600_000 },
      { memberId: 'cleo', name: 'Cleo', reaction: '🎉', atMs: sessionNowMs() + 3_600_211 },
    ],
  })),
  room(
    'crowd',
    () => ({}),
    () => ({ members: crowd, name: 'A very long name of a room that goes on and on, as people name rooms' }),
  ),
  room(
    'muted',
    () => asBob,
    () => ({ members: [{ ...you }, { ...bob, isMuted: true }] }),
    (page) => toTab(page, 'Chat'),
  ),
  room(
    'queue',
    () => ({}),
    () => ({}),
    (page) => toTab(page, /^Next/),
  ),
  room(
    'log',
    () => ({}),
    () => ({}),
    (page) => toTab(page, 'Log'),
  ),
  room(
    'chat-cut',
    () => ({}),
    () => ({}),
    async (page) => {
      await toTab(page, 'Chat')
      await page.getByRole('textbox', { name: 'Say something to everyone' }).fill('x'.repeat(1_000_000))
    },
  ),
  room(
    'host',
    () => ({}),
    () => ({}),
    press('Rules and doors of the room'),
  ),
  room(
    'truth',
    () => ({}),
    () => ({}),
    press('How exactly in step'),
  ),
  room(
    'invite',
    () => ({}),
    () => ({}),
    press('Invite'),
  ),
  room(
    'keys',
    () => ({}),
    () => ({}),
    (page) => page.keyboard.press('?'),
  ),
  room(
    'mine',
    () => ({}),
    () => ({}),
    press('For you alone'),
  ),
  room(
    'leave',
    () => ({}),
    () => ({}),
    press('Leave'),
  ),
  room(
    'add-film',
    () => ({}),
    () => ({}),
    async (page) => {
      await toTab(page, /^Next/)
      await press('Add a film')(page)
      await page.getByRole('textbox', { name: 'Search your library' }).fill('night')
    },
  ),
  room(
    'member-menu',
    () => ({}),
    () => ({}),
    press(/What to do about Bob/),
  ),
]

/** By its name; narrow windows have all of them, wide ones show people beside. */
async function toTab(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('tab', { name }).click()
}
