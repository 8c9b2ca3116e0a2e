import type {
  AccountView,
  AppState,
  CalibrationView,
  DiscoveredServer,
  Notice,
  PendingLink,
  PlayerView,
  SessionServerState,
  SignInState,
  TrustQuestion,
} from '../../protocol/bridge/appState.ts'
import type { DoctorLine, DoctorReport } from '../../protocol/bridge/doctor.ts'
import type { AppSettings } from '../../protocol/bridge/settings.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import type { RoomListing } from '../../protocol/roomListing.ts'
import type { ServerMessageOf } from '../../protocol/session.ts'

/** Everything that can change what a window shows. */
export type AppEvent =
  | {
      readonly kind: 'accounts'
      readonly account: AccountView | null
      readonly accounts: readonly AccountView[]
    }
  | { readonly kind: 'sign-in'; readonly step: SignInState }
  /** Looking for servers begins anew. */
  | { readonly kind: 'discovering' }
  | { readonly kind: 'discovered'; readonly server: DiscoveredServer }
  | { readonly kind: 'library'; readonly library: AppState['library'] }
  | { readonly kind: 'session-server'; readonly status: SessionServerState }
  | { readonly kind: 'rooms'; readonly message: ServerMessageOf<'rooms'> }
  /** What the person is invited to, all of it. */
  | {
      readonly kind: 'inbox'
      readonly server: string
      readonly invitations: ServerMessageOf<'inbox'>['invitations']
    }
  /** No line: nothing is known of invitations and rooms. */
  | { readonly kind: 'lobby-closed' }
  | { readonly kind: 'players'; readonly players: readonly PlayerView[] }
  | { readonly kind: 'examining' }
  | { readonly kind: 'doctor-line'; readonly line: DoctorLine }
  /** null = it was stopped before its end. */
  | { readonly kind: 'examined'; readonly report: DoctorReport | null }
  | { readonly kind: 'calibration'; readonly calibration: CalibrationView }
  | { readonly kind: 'settings'; readonly settings: AppSettings }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'notice-dismissed'; readonly id: number }
  | { readonly kind: 'link'; readonly link: PendingLink | null }
  | { readonly kind: 'trust'; readonly question: TrustQuestion | null }
  | { readonly kind: 'companion'; readonly state: CompanionState }

const noticesKept = 20

/** The one place where the app's state changes; parts that an event does not concern keep their identity. */
export function reduceApp(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'accounts':
      return { ...state, account: event.account, accounts: [...event.accounts] }
    case 'sign-in':
      return { ...state, signIn: event.step }
    case 'discovering':
      return { ...state, discovered: [] }
    case 'discovered':
      return { ...state, discovered: withServer(state.discovered, event.server) }
    case 'library':
      return { ...state, library: event.library }
    case 'session-server':
      return { ...state, sessionServer: event.status }
    case 'rooms':
      return { ...state, rooms: withRooms(state.rooms, event.message) }
    case 'inbox':
      return { ...state, inbox: event.invitations.map((entry) => ({ ...entry, server: event.server })) }
    case 'lobby-closed':
      return { ...state, rooms: null, inbox: [] }
    case 'players':
      return { ...state, players: [...event.players] }
    case 'examining':
      return { ...state, doctor: { kind: 'running', lines: [] } }
    case 'doctor-line':
      return withLine(state, event.line)
    case 'examined':
      return {
        ...state,
        doctor: event.report === null ? { kind: 'idle' } : { kind: 'done', report: event.report },
      }
    case 'calibration':
      return { ...state, calibration: event.calibration }
    case 'settings':
      return { ...state, settings: event.settings }
    case 'notice':
      return { ...state, notices: withNotice(state.notices, event.notice) }
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== event.id) }
    case 'link':
      return { ...state, pendingLink: event.link }
    case 'trust':
      return { ...state, trustQuestion: event.question }
    case 'companion':
      return { ...state, companion: event.state }
  }
}

/** A server answers once for each of its addresses and of our questions. */
const withServer = (known: readonly DiscoveredServer[], server: DiscoveredServer): DiscoveredServer[] =>
  [...known.filter(({ id }) => id !== server.id), server].toSorted((one, other) =>
    one.name.localeCompare(other.name),
  )

function withRooms(
  known: readonly RoomListing[] | null,
  { isWhole, changed, gone }: ServerMessageOf<'rooms'>,
): RoomListing[] {
  const replaced = new Set([...gone, ...changed.map(({ id }) => id)])
  const kept = isWhole ? [] : (known ?? []).filter(({ id }) => !replaced.has(id))
  return [...changed, ...kept]
}

/** A line of an examination that was stopped meanwhile comes too late. */
const withLine = (state: AppState, line: DoctorLine): AppState =>
  state.doctor.kind === 'running'
    ? { ...state, doctor: { kind: 'running', lines: [...state.doctor.lines, line] } }
    : state

/** What is told again while it is still shown is shown once, as the newest. */
const withNotice = (notices: readonly Notice[], notice: Notice): Notice[] =>
  [...notices.filter(({ problem }) => problem.sentence !== notice.problem.sentence), notice].slice(
    -noticesKept,
  )
