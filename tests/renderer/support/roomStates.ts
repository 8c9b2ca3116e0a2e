import { performance } from 'node:perf_hooks'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { LikedItem } from '../../../protocol/bridge/query.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import type { RoomEvent } from '../../../protocol/event.ts'
import {
  plainMember,
  unknownPresence,
  type MemberView,
  type PresenceReport,
} from '../../../protocol/member.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'
import { plainRoom, type RoomView } from '../../../protocol/room.ts'
import { initialCompanionState } from '../../../protocol/companionState.ts'
import { signedIn } from './states.ts'

/** The session clock of these rooms is so far ahead of the app's. */
const aheadMs = 50_000
/** The session clock now. */
export const sessionNowMs = (): number => performance.now() + aheadMs

export const somebody = (
  name: string,
  presence: Partial<PresenceReport> = {},
  changes: Partial<MemberView> = {},
): MemberView => ({
  ...plainMember,
  id: name.toLowerCase(),
  personId: `person-${name.toLowerCase()}`,
  name,
  presence: {
    ...unknownPresence,
    ...{ player: 'MPV 0.38', readyRevision: 3, driftMs: 0.4, uncertaintyMs: 0.3 },
    ...{ rttMs: 12.4, offsetBoundMs: 0.2, oneWayP95Ms: 8, actuationMs: 4 },
    ...presence,
  },
  ...changes,
})

export const you = somebody('Ada', {}, { role: 'host' })
export const bob = somebody('Bob', { driftMs: -1.2, rttMs: 38, player: 'VLC 3.0.21' })
export const cleo = somebody('Cleo', { driftMs: 44, rttMs: 61 }, { role: 'controller' })
export const dan = somebody('Dan', { buffering: true }, { hand: { wants: 'pause', sinceMs: 1 } })

const runtimeMs = 5_766_000

export const media = {
  ...{ serverId: 'server-1', itemId: 'night', title: 'Night of the Metronome' },
  runtimeMs,
  providerIds: {},
}

export const aRoom = (changes: Partial<RoomView> = {}): RoomView => ({
  ...{ id: 'room', code: 'k3J9-aQ', name: 'Friday film' },
  media,
  ...plainRoom,
  policy: defaultPolicy,
  hostId: 'ada',
  timeline: { positionMs: 1_723_000, rate: 1, atMs: sessionNowMs(), playing: true, revision: 3 },
  phase: { kind: 'steady' },
  members: [you, bob, cleo, dan],
  queue: [
    { number: 1, media: { ...media, itemId: 'two', title: 'The Long Take' }, addedBy: 'Bob' },
    {
      number: 2,
      media: { ...media, itemId: 'three', title: 'A Short History of the Click Track' },
      addedBy: 'Ada',
    },
  ],
  ...changes,
})

const told = (what: RoomEvent['what'], agoMs: number, changes: Partial<RoomEvent> = {}): RoomEvent => ({
  ...{ memberId: 'bob', name: 'Bob', amount: null, target: null, detail: null },
  what,
  atMs: sessionNowMs() - agoMs,
  ...changes,
})

const said = (number: number, name: string, [text, agoMs]: readonly [string, number]) => ({
  number,
  atMs: sessionNowMs() - agoMs,
  memberId: name.toLowerCase(),
  name,
  text,
})

/** In a room, as its host, while it plays. */
export const inRoom = (changes: Partial<CompanionState> = {}, room: Partial<RoomView> = {}): AppState => {
  const companion: CompanionState = {
    ...initialCompanionState,
    session: { kind: 'online', server: 'ws://127.0.0.1:8999' },
    memberId: 'ada',
    room: aRoom(room),
    joinLink: 'lockstep://join/k3J9-aQ?server=wss%3A%2F%2Ffilms.example',
    clock: { offsetMs: aheadMs, boundMs: 0.21, rttMs: 12.4, skewPpm: 1.3 },
    media: {
      ...{ kind: 'open', title: media.title, itemId: media.itemId, delivery: { kind: 'direct' } },
      ...{ bitrate: 8_500_000, throughputBytesPerS: 4_200_000, warning: null },
    },
    player: { kind: 'ready', name: 'MPV 0.38', pid: 1, control: null },
    follow: {
      ...initialCompanionState.follow,
      ...{ mode: 'following', positionMs: 1_723_000, driftMs: 0.4, uncertaintyMs: 0.3 },
      corrections: { rate: 12, seek: 1 },
    },
    personal: {
      ...initialCompanionState.personal,
      volume: { percent: 80, muted: false },
      audioDevice: 'Headphones',
      tracks: [
        track('a1', 'English 5.1', true),
        track('a2', 'Deutsch', false),
        track('s1', 'English', false),
      ],
    },
    events: [
      told('created', 600_000, { memberId: 'ada', name: 'Ada' }),
      told('joined', 540_000),
      told('joined', 530_000, { memberId: 'cleo', name: 'Cleo' }),
      told('paused', 120_000, { amount: 1_600_000 }),
      told('played', 90_000, { memberId: 'ada', name: 'Ada' }),
      told('sought', 40_000, { amount: 1_690_000, memberId: 'cleo', name: 'Cleo' }),
    ],
    chat: [
      said(1, 'Bob', ['Is everyone here?', 500_000]),
      said(2, 'Ada', ['Almost. Cleo is fetching tea.', 490_000]),
      said(3, 'Cleo', ['Back!', 400_000]),
      said(4, 'Cleo', ['What did I miss?', 398_000]),
      said(5, 'Bob', [
        'Nothing but the whole premise of the film, a murder, and the only scene with the dog.',
        380_000,
      ]),
    ],
    ...changes,
  }
  return { ...signedIn, companion }
}

const track = (key: string, title: string, selected: boolean) => ({
  ...{ kind: key.startsWith('a') ? ('audio' as const) : ('subtitle' as const), key, title, selected },
  ...{
    language: null,
    codec: null,
    forced: false,
    external: false,
    isDefault: false,
    available: true,
    reopens: false,
  },
})

/** What the library knows of the film. */
export const filmDetails: LikedItem = {
  card: {
    ...{ id: 'night', kind: 'film', title: media.title, subtitle: '2019', year: 2019, runtimeMs },
    ...{
      resumeMs: 0,
      played: false,
      unwatched: null,
      posterUrl: '/pictures/p7',
      blurhash: null,
      posterAspect: null,
    },
  },
  ...{ overview: 'A clockmaker keeps time.', backdropUrl: '/pictures/b7', genres: [], rating: null },
  ...{ officialRating: null, people: [], parent: null, versions: [], belongsTo: 'server/night' },
  liking: { versionId: null, audio: { kind: 'leave' }, subtitle: { kind: 'leave' } },
  chapters: [
    { title: 'Arrival', startMs: 0 },
    { title: 'The wager', startMs: 1_200_000 },
    { title: 'Seven to midnight', startMs: 3_100_000 },
  ],
  segments: [
    { kind: 'intro', startMs: 60_000, endMs: 150_000 },
    { kind: 'outro', startMs: 5_500_000, endMs: runtimeMs },
  ],
  trickplay: {
    ...{ tileWidth: 320, tileHeight: 180, columns: 4, rows: 4, everyMs: 30_000, count: 190 },
    sheets: Array.from({ length: 12 }, (_, index) => `/pictures/b${index}`),
  },
}

const names = [
  ...['Ada', 'Bartholomäus Friedrich Wilhelm Maximilian von Habsburg', 'عبد الرحمن بن محمد', 'נועה לוי'],
  ...['<b>Eve</b><script>alert(1)</script>', '👩‍🚀 Kim', '山田太郎', 'Ola', 'Per', 'Quinn', 'Rose', 'Sven'],
  ...['Tove', 'Uma', 'Vic', 'Walt', 'Xena', 'Yves', 'Zoë', 'Änne'],
]
const drifts = [0.4, -3, 12, 77, -240, null]

/** Twenty people, with names as long, as foreign and as wicked as names are. */
export const crowd = (): MemberView[] =>
  names.map((name, index) =>
    somebody(
      name,
      { driftMs: drifts[index % drifts.length] ?? null, buffering: index % 7 === 3 },
      {
        role: index === 0 ? 'host' : index % 5 === 1 ? 'controller' : 'viewer',
        isFree: index === 9,
        isMuted: index === 4,
        connection:
          index === 11 ? { kind: 'away', removeAtMs: sessionNowMs() + 60_000 } : { kind: 'present' },
      },
    ),
  )
