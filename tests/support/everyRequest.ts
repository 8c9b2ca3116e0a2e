import type { AppCommand } from '../../protocol/bridge/appCommand.ts'
import type { AppQuery } from '../../protocol/bridge/query.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import type { GoverningDeed } from '../../protocol/governing.ts'

/** One of each kind, as a window may send it; a kind that is new does not compile before it stands here. */
type OneOfEach<Thing extends { readonly kind: string }> = {
  readonly [Kind in Thing['kind']]: Omit<Extract<Thing, { kind: Kind }>, 'kind'>
}

const allOf = <Thing extends { readonly kind: string }>(each: OneOfEach<Thing>): readonly Thing[] =>
  Object.entries<object>(each).map(([kind, rest]) => ({ kind, ...rest }) as unknown as Thing)

const server = 'ws://127.0.0.1:8999'
const who = { serverId: 's', userId: 'u' }
const memberId = 'm'
const itemId = 'film'

const deeds = allOf<GoverningDeed>({
  'transfer-host': { memberId },
  'set-role': { memberId, role: 'viewer' },
  kick: { memberId },
  ban: { memberId },
  unban: { personId: 'p' },
  mute: { memberId, muted: true },
  lock: { locked: true },
  'set-password': { password: null },
  'change-policy': { policy: {} },
  rename: { name: 'Film night' },
  'set-expiry': { expiresInMs: null },
  invite: { people: [{ personId: 'p', name: 'Grace', role: 'viewer' }] },
  uninvite: { personId: 'p' },
  grant: { memberId },
  end: {},
})

const companionCommands = allOf<Exclude<CompanionCommand, { kind: 'govern' }>>({
  'create-room': {
    ...{ server, itemId, roomName: null, policy: {}, password: null },
    ...{ expiresInMs: null, startMs: null },
  },
  'join-room': { server, code: 'abcdef', password: null, invitation: null },
  'leave-room': {},
  act: { action: { kind: 'play' } },
  toggle: {},
  skip: { byMs: 1000 },
  say: { text: 'Hello' },
  'open-film': { itemId, startMs: null, insist: false },
  'queue-film': { itemId },
  'edit-queue': { edit: { kind: 'clear' } },
  'play-entry': { entry: 1, insist: false },
  'free-play': { isFree: true },
  vote: { inFavour: true },
  react: { reaction: '👏' },
  'raise-hand': { wants: 'pause' },
  'lower-hand': { memberId: null },
  'make-link': { role: 'viewer', once: true, livesMs: 3_600_000 },
  'restart-player': {},
  'set-offset': { offsetMs: 0 },
  replay: { byMs: null },
  'end-replay': {},
  'choose-track': { track: 'audio', key: null },
  'like-film': { itemId, belongsTo: itemId, liking: { kind: 'no-track', track: 'subtitle' } },
  'set-languages': { audio: [], subtitle: null },
  'set-quality': { maxBitrate: null, transcode: false },
  'set-ready': { ready: true },
  'set-volume': { percent: 50 },
  'set-muted': { muted: true },
  'set-fullscreen': { fullscreen: true },
  'dismiss-problem': {},
})

const appCommands = allOf<Exclude<AppCommand, { kind: 'companion' }>>({
  'connect-server': { address: 'films.example' },
  'trust-certificate': { fingerprint: 'AA' },
  'sign-in': { userName: 'Ada', password: '' },
  'quick-connect': {},
  back: {},
  'add-account': {},
  'switch-account': who,
  'sign-out': who,
  'retry-library': {},
  discover: {},
  'play-alone': { itemId, startMs: null },
  'watch-sample': {},
  'open-link': { link: 'lockstep://join/abcdef' },
  'follow-link': { password: null },
  'drop-link': {},
  'answer-invitation': { roomId: 'r', accept: true, password: null },
  'answer-trust': { server, agrees: true },
  'change-settings': { change: { playerArgs: ['--script=/tmp/x.lua'] } },
  'find-players': {},
  examine: {},
  'stop-examining': {},
  'begin-calibration': {},
  'shift-sound': { byMs: null },
  'end-calibration': { keep: true },
  'test-session-server': { address: server },
  'dismiss-notice': { id: 1 },
})

/** A command of every kind, down to the deeds about people. */
export const everyCommand: readonly AppCommand[] = [
  ...appCommands,
  ...[...companionCommands, ...deeds.map((deed): CompanionCommand => ({ kind: 'govern', deed }))].map(
    (command): AppCommand => ({ kind: 'companion', command }),
  ),
]

/** By which a test names a command: the innermost kind. */
export function nameOf(command: AppCommand): string {
  if (command.kind !== 'companion') return command.kind
  return command.command.kind === 'govern' ? `govern ${command.command.deed.kind}` : command.command.kind
}

/** A question of every kind. */
export const everyQuery: readonly AppQuery[] = allOf<AppQuery>({
  home: {},
  libraries: {},
  children: {
    ...{ parentId: itemId, sort: 'title', descending: false, start: 0, limit: 1 },
    filter: { kinds: [], unwatched: false, genres: [] },
  },
  genres: { parentId: itemId },
  search: { text: 'night', start: 0, limit: 1 },
  item: { itemId },
  sight: { itemId, userIds: ['u'] },
  people: {},
  link: { role: 'viewer', once: true, livesMs: 3_600_000 },
  diagnostics: {},
})
