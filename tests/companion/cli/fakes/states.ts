import { initialCompanionState, type CompanionState } from '../../../../protocol/companionState.ts'
import {
  plainMember,
  unknownPresence,
  type MemberView,
  type PresenceReport,
} from '../../../../protocol/member.ts'
import { policyAmongFriends } from '../../../../companion/room/policyAmongFriends.ts'
import { plainRoom, type RoomView } from '../../../../protocol/room.ts'

export const member = (name: string, presence: Partial<PresenceReport> = {}): MemberView => ({
  ...plainMember,
  id: name.toLowerCase(),
  personId: name.toLowerCase(),
  name,
  presence: { ...unknownPresence, player: 'MPV 0.35.1', ...presence },
})

export const ada: MemberView = {
  ...member('Ada', { driftMs: 0.4, rttMs: 12.3, offsetBoundMs: 0.21 }),
  role: 'host',
}

export const room: RoomView = {
  id: 'room',
  code: 'k3J9-aQ',
  name: 'Friday',
  media: { serverId: 's', itemId: 'i', title: 'Night of the Metronome', runtimeMs: 600_000, providerIds: {} },
  ...plainRoom,
  policy: policyAmongFriends,
  hostId: 'ada',
  timeline: { positionMs: 60_000, rate: 1, atMs: 100_000, playing: true, revision: 3 },
  phase: { kind: 'steady' },
  members: [ada],
}

const bare = { amount: null, target: null, detail: null }

/** In a room, playing; the session clock is 50 s ahead of the local one. */
export const inRoom: CompanionState = {
  ...initialCompanionState,
  session: { kind: 'online', server: 'ws://127.0.0.1:8999' },
  memberId: 'ada',
  room,
  joinLink: 'lockstep://join/k3J9-aQ?server=ws%3A%2F%2F127.0.0.1%3A8999',
  clock: { offsetMs: 50_000, boundMs: 0.2, rttMs: 12.3, skewPpm: 0 },
  media: {
    kind: 'open',
    title: 'Night of the Metronome',
    itemId: 'i',
    delivery: { kind: 'direct' },
    bitrate: null,
    throughputBytesPerS: null,
    warning: null,
  },
  player: { kind: 'ready', name: 'MPV 0.35.1', pid: 1, control: null },
  follow: { ...initialCompanionState.follow, mode: 'following', positionMs: 90_000, driftMs: 0.4 },
  events: [
    { atMs: 80_000, memberId: 'ada', name: 'Ada', what: 'created', ...bare },
    { atMs: 100_000, memberId: 'ada', name: 'Ada', what: 'played', ...bare },
  ],
}
