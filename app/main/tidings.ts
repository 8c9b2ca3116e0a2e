import type { AppState, InboxEntry } from '../../protocol/bridge/appState.ts'
import type { ShellWords } from './shellWords.ts'

/** Something that a person should hear of although they look elsewhere, and the screen that it is about. */
export interface Tiding {
  readonly title: string
  readonly body: string
  readonly place: string
}

/** What is new between two states and worth a notification of the system's. */
export function tidingsBetween(before: AppState, after: AppState, words: ShellWords): readonly Tiding[] {
  if (!after.settings.notifications) return []
  return [...newInvitations(before, after, words), ...newProblems(before, after, words)]
}

function newInvitations(before: AppState, after: AppState, words: ShellWords): Tiding[] {
  if (before.inbox === after.inbox) return []
  const known = new Set(before.inbox.map(({ roomId }) => roomId))
  return after.inbox
    .filter(({ roomId }) => !known.has(roomId))
    .map((entry) => ({ title: inWords(entry, words), body: entry.title, place: '/invitations' }))
}

const inWords = ({ hostName, roomName }: InboxEntry, { invites }: ShellWords): string =>
  invites.replace('{name}', hostName ?? 'Lockstep').replace('{room}', roomName)

function newProblems(before: AppState, after: AppState, { say }: ShellWords): Tiding[] {
  if (before.notices === after.notices) return []
  const known = new Set(before.notices.map(({ id }) => id))
  return after.notices
    .filter(({ id, tone }) => tone === 'problem' && !known.has(id))
    .map(({ problem }) => ({ title: say(problem.sentence), body: say(problem.nextStep), place: '/' }))
}

/** Whether the small remote is wanted: somebody likes it, and there is something to control. */
export const wantsMini = ({ settings, companion }: AppState): boolean =>
  settings.miniOnTop && companion.room !== null

/** Whether quitting would end a room that others are in. */
export const wouldEndRooms = ({ sessionServer }: AppState): boolean =>
  sessionServer.kind === 'running' && sessionServer.bundled && sessionServer.roomsHere > 0
