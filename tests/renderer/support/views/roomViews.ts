import type { Problem } from '../../../../protocol/problem.ts'
import { aRoom, bob, cleo, crowd, dan, inRoom, media, sessionNowMs, somebody, you } from '../roomStates.ts'
import { signedIn } from '../states.ts'
import { viewOfRoom as room } from './viewOfRoom.ts'
import type { View } from './view.ts'

const problem = (code: string, sentence: string, nextStep: string): Problem => ({ code, sentence, nextStep })
const closed = problem(
  'player-closed',
  'Your player was closed.',
  'Start it again, and it goes on where the others are.',
)
const noSound = problem('no-sound', 'The sound device is gone.', 'Plug it in again.')

const outside = (companion: Partial<typeof signedIn.companion>) => ({
  ...signedIn,
  companion: { ...signedIn.companion, ...companion },
})
const standing = () => ({ ...aRoom().timeline, playing: false })
const unprepared = (name: string) => somebody(name, { readyRevision: null })
const bare = { target: null, detail: null, amount: null }
/** Never over while somebody looks. */
const justNow = () => sessionNowMs() + 3_600_000

/** The room in every state that somebody has to have seen. */
export const roomViews: readonly View[] = [
  room(''),
  { name: 'room-none', path: '/room', state: signedIn },
  {
    name: 'room-connecting',
    path: '/room',
    state: outside({ session: { kind: 'connecting', server: 'wss://films.example', attempt: 2 } }),
  },
  {
    name: 'room-kicked',
    path: '/room',
    state: outside({
      problem: problem('kicked', 'You were put out of the room.', 'Ask the host whether you may come back.'),
    }),
  },
  room('viewer', { companion: () => ({ memberId: 'bob' }) }),
  room('paused', { room: () => ({ timeline: standing() }) }),
  room('waiting', {
    room: () => ({
      timeline: standing(),
      members: [you, unprepared('Bob'), unprepared('Cleo'), dan],
      phase: {
        ...{ kind: 'waiting', why: 'start', waitingFor: ['bob', 'cleo'], thenPlay: true },
        deadlineMs: sessionNowMs() + 14_000,
      },
    }),
  }),
  room('countdown', {
    room: () => ({
      timeline: { ...aRoom().timeline, atMs: sessionNowMs() + 60_000 },
      members: [you, bob, cleo],
    }),
  }),
  room('vote', {
    room: () => ({
      policy: { ...aRoom().policy, control: 'vote' },
      members: [you, bob, cleo],
      ballot: {
        ...{ number: 1, proposal: { kind: 'seek', positionMs: 3_100_000 }, memberId: 'bob', name: 'Bob' },
        ...{ inFavour: ['bob'], against: ['cleo'], needed: 2, expiresAtMs: sessionNowMs() + 21_000 },
      },
    }),
  }),
  room('interrupted', {
    companion: () => ({
      session: {
        ...{ kind: 'interrupted', server: 'wss://films.example', attempt: 3, retryInMs: 8000 },
        problem: problem(
          'line-lost',
          'The line to the session server broke.',
          'It is tried again by itself.',
        ),
      },
    }),
  }),
  room('player-gone', {
    companion: () => ({
      player: { kind: 'gone', how: 'closed', problem: closed },
      health: [
        {
          ...{ what: 'player-closed', severity: 'stopped', sinceMs: Date.now(), problem: closed },
          wayBack: { kind: 'command', command: 'restart-player' },
        },
        {
          ...{ what: 'no-sound', severity: 'impaired', sinceMs: Date.now(), problem: noSound },
          wayBack: { kind: 'retrying', attempt: 2, nextAtMs: Date.now() + 5000 },
        },
      ],
    }),
  }),
  room('missing', {
    companion: () => ({
      media: {
        ...{ kind: 'missing', title: media.title },
        problem: problem(
          'not-found',
          'Your library does not have this film.',
          'Ask the host for another one.',
        ),
      },
      player: { kind: 'none' },
    }),
  }),
  room('free', {
    companion: () => ({ isFree: true, personal: { ...inRoom().companion.personal, ready: false } }),
  }),
  room('replay', { companion: () => ({ follow: { ...inRoom().companion.follow, behindMs: 7300 } }) }),
  room('toasts', {
    companion: () => ({
      events: [
        { ...bare, atMs: justNow(), memberId: 'bob', name: 'Bob', what: 'paused', amount: 1_600_000 },
        { ...bare, atMs: justNow(), memberId: 'cleo', name: 'Cleo', what: 'queued', detail: 'The Long Take' },
      ],
      reactions: [
        { memberId: 'bob', name: 'Bob', reaction: '😂', atMs: justNow() },
        { memberId: 'cleo', name: 'Cleo', reaction: '🎉', atMs: justNow() + 211 },
      ],
    }),
  }),
  room('crowd', {
    room: () => ({
      members: crowd(),
      name: 'A very long name of a room that goes on and on, as people name rooms',
      isLocked: true,
      hasPassword: true,
      media: {
        ...media,
        title: 'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb (restored)',
      },
    }),
  }),
]
