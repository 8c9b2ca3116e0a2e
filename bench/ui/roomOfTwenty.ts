import { initialAppState, type AppState } from '../../protocol/bridge/appState.ts'
import { initialCompanionState, type CompanionState } from '../../protocol/companionState.ts'
import { failure, success } from '../../protocol/result.ts'
import { plainMember, unknownPresence, type MemberView } from '../../protocol/member.ts'
import { plainRoom, type RoomView } from '../../protocol/room.ts'
import { defaultPolicy } from '../../protocol/policy.ts'
import { createListeners } from '../../platform/listeners.ts'
import type { App } from '../../companion/app/appApi.ts'

/** An app that is in a room and whose state is what the bench says: what is measured is the window, not the room. */
export interface RoomOfTwenty {
  readonly app: App
  /** Everybody's figures are a little different now. */
  stir(round: number): void
  /** The room is called something else. */
  rename(name: string): void
}

const members = 20
/** The session clock is so far ahead of the app's. */
const aheadMs = 1000

export function createRoomOfTwenty(): RoomOfTwenty {
  const listeners = createListeners<AppState>()
  let state = inRoom()
  const change = (companion: Partial<CompanionState>) => {
    state = { ...state, companion: { ...state.companion, ...companion } }
    listeners.tell(state)
  }
  const withRoom = (part: Partial<RoomView>) => {
    const { room } = state.companion
    if (room !== null) change({ room: { ...room, ...part } })
  }
  const app: App = {
    nowMs: () => performance.now(),
    state: () => state,
    onState: listeners.add,
    command: () => Promise.resolve(success(undefined)),
    query: () => Promise.resolve(failure(nothing)),
    picture: () => Promise.resolve(failure(nothing)),
    close: () => Promise.resolve(),
  }
  return {
    app,
    stir: (round) => {
      withRoom({ members: Array.from({ length: members }, (_, at) => member(at, round)) })
      change({ follow: { ...state.companion.follow, driftMs: Math.sin(round) } })
    },
    rename: (name) => withRoom({ name }),
  }
}

const nothing = { code: 'library-unreachable', sentence: 'There is no library here.', nextStep: '' }

function member(at: number, round: number): MemberView {
  return {
    ...plainMember,
    id: `m${at}`,
    personId: `p${at}`,
    name: `Viewer ${at}`,
    role: at === 0 ? 'host' : 'viewer',
    presence: {
      ...unknownPresence,
      player: 'MPV',
      readyRevision: 1,
      driftMs: Math.sin(at + round) * 3,
      rttMs: 20 + at,
    },
  }
}

function inRoom(): AppState {
  const account = {
    ...{ serverId: 's', serverName: 'Bench', serverUrl: 'http://127.0.0.1', userId: 'u', userName: 'Ada' },
    pictureUrl: null,
  }
  const room: RoomView = {
    ...plainRoom,
    ...{ id: 'r', code: 'abcd', name: 'Bench', hostId: 'm0', policy: defaultPolicy },
    media: { serverId: 's', itemId: 'i', title: 'A film', runtimeMs: 7_200_000, providerIds: {} },
    timeline: { positionMs: 0, rate: 1, atMs: performance.now() + aheadMs, playing: true, revision: 1 },
    phase: { kind: 'steady' },
    members: Array.from({ length: members }, (_, at) => member(at, 0)),
    queue: [],
  }
  const companion: CompanionState = {
    ...initialCompanionState,
    session: { kind: 'online', server: 'ws://127.0.0.1:1' },
    memberId: 'm0',
    room,
    clock: { offsetMs: aheadMs, boundMs: 0.2, rttMs: 1, skewPpm: 0 },
    player: { kind: 'ready', name: 'MPV', pid: 1, control: null },
    follow: {
      ...initialCompanionState.follow,
      mode: 'following',
      positionMs: 0,
      driftMs: 0,
      uncertaintyMs: 0.2,
    },
  }
  return {
    ...initialAppState,
    account,
    accounts: [account],
    signIn: { kind: 'done' },
    library: { kind: 'open' },
    settings: { ...initialAppState.settings, language: 'en' },
    companion,
  }
}
