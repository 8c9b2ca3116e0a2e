import type { MemberView } from '../../../protocol/member.ts'
import type { RoomView } from '../../../protocol/room.ts'

/** How a member does, the one thing that matters most now. */
export type MemberStanding =
  | { readonly kind: 'away'; readonly removeAtMs: number }
  | { readonly kind: 'trouble'; readonly sentence: string }
  | { readonly kind: 'free' }
  | { readonly kind: 'buffering' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'no-player' }
  | { readonly kind: 'in-step' | 'near' | 'apart'; readonly driftMs: number }
  | { readonly kind: 'ready' }

/** Up to here nobody sees or hears it: a frame at 60 Hz is 16.7 ms, an echo begins at some 20. */
export const inStepMs = 20
/** Up to here nobody minds who does not hear both. */
export const nearMs = 100

/** What a row of the roster says about its member. */
export function standingOf(member: MemberView, room: Pick<RoomView, 'timeline' | 'phase'>): MemberStanding {
  const { connection, presence, isFree } = member
  if (connection.kind === 'away') return connection
  if (isFree) return { kind: 'free' }
  if (presence.trouble !== null) return { kind: 'trouble', sentence: presence.trouble }
  if (presence.player === null) return { kind: 'no-player' }
  if (presence.buffering) return { kind: 'buffering' }
  if (isAwaited(member, room.phase) || presence.readyRevision === null) return { kind: 'preparing' }
  if (!room.timeline.playing || presence.driftMs === null) return { kind: 'ready' }
  return { kind: distanceOf(presence.driftMs), driftMs: presence.driftMs }
}

/** How far apart that is, in a word. */
export function distanceOf(driftMs: number): 'in-step' | 'near' | 'apart' {
  const size = Math.abs(driftMs)
  if (size <= inStepMs) return 'in-step'
  return size <= nearMs ? 'near' : 'apart'
}

const isAwaited = ({ id }: MemberView, phase: RoomView['phase']): boolean =>
  phase.kind === 'waiting' && phase.waitingFor.includes(id)

const rank = { host: 0, controller: 1, viewer: 2 } as const

/** Oneself first, then by role; who is away comes last. Otherwise as they came. */
export function inOrder(members: readonly MemberView[], ownId: string | null): readonly MemberView[] {
  const place = ({ id, role, connection }: MemberView) =>
    (connection.kind === 'away' ? 10 : 0) + (id === ownId ? -1 : rank[role])
  return members.toSorted((one, other) => place(one) - place(other))
}

/** How the room as a whole is, for its one line of status: the largest distance of those who follow; null = nobody tells. */
export function largestDriftMs(members: readonly MemberView[]): number | null {
  const drifts = members.flatMap(({ connection, isFree, presence }) =>
    connection.kind === 'present' && !isFree && presence.trouble === null && presence.driftMs !== null
      ? [Math.abs(presence.driftMs)]
      : [],
  )
  return drifts.length === 0 ? null : Math.max(...drifts)
}
