import type { CompanionState } from '../../../protocol/companionState.ts'
import type { MemberView, Role } from '../../../protocol/member.ts'
import { isAbove, permissionFor, type Deed, type Permission } from '../../../protocol/permissions.ts'
import type { RoomView } from '../../../protocol/room.ts'

/** The member that this window is of; null outside a room. */
export const ownMember = ({ room, memberId }: Pick<CompanionState, 'room' | 'memberId'>): MemberView | null =>
  room?.members.find(({ id }) => id === memberId) ?? null

/** What this window's member may do in the room; everything is `no` outside one. */
export function ownPermission(companion: Pick<CompanionState, 'room' | 'memberId'>, deed: Deed): Permission {
  const self = ownMember(companion)
  return companion.room === null || self === null
    ? 'no'
    : permissionFor(deed, self.role, companion.room.policy)
}

/** What a member may do about another one, in the order in which a menu offers it. */
export type MemberDeed =
  | { readonly kind: 'grant' | 'lower-hand' | 'transfer-host' | 'kick' | 'ban' }
  | { readonly kind: 'mute'; readonly muted: boolean }
  | { readonly kind: 'set-role'; readonly role: Exclude<Role, 'host'> }

/** The deeds of a menu about somebody else; empty = there is no menu. */
export function deedsAbout(room: RoomView, self: MemberView, other: MemberView): readonly MemberDeed[] {
  if (self.id === other.id) return []
  const may = (deed: Deed) => permissionFor(deed, self.role, room.policy) === 'yes'
  const isBelow = isAbove(self.role, other.role)
  const deeds: (MemberDeed | false)[] = [
    other.hand?.wants === 'pause' && may('grant') && { kind: 'grant' },
    other.hand !== null && may('lower') && { kind: 'lower-hand' },
    may('set-role') &&
      isBelow && { kind: 'set-role', role: other.role === 'viewer' ? 'controller' : 'viewer' },
    may('transfer-host') && other.mayHost && { kind: 'transfer-host' },
    may('mute') && isBelow && { kind: 'mute', muted: !other.isMuted },
    may('kick') && isBelow && { kind: 'kick' },
    may('ban') && isBelow && { kind: 'ban' },
  ]
  return deeds.filter((deed) => deed !== false)
}

/** What a button of the transport does: it itself, a vote about it, a request to those who may, or nothing. */
export type Way = 'do' | 'vote' | 'ask' | 'none'

export interface Transport {
  readonly toggle: Way
  readonly seek: Way
  readonly next: Way
  readonly rate: Way
}

/** Which ways the film can be moved by this member. Whoever may not pause may ask for it; for the rest there is nobody to ask. */
export function transportOf(companion: Pick<CompanionState, 'room' | 'memberId' | 'session'>): Transport {
  const wayOf = (deed: Deed, otherwise: Way): Way => {
    if (companion.session.kind !== 'online') return 'none'
    const permission = ownPermission(companion, deed)
    if (permission === 'no') return otherwise
    return permission === 'vote' ? 'vote' : 'do'
  }
  const isPlaying = willPlay(companion.room)
  return {
    toggle: wayOf(isPlaying ? 'pause' : 'play', isPlaying ? 'ask' : 'none'),
    seek: wayOf('seek', 'none'),
    next: (companion.room?.queue.length ?? 0) === 0 ? 'none' : wayOf('next', 'none'),
    rate: wayOf('rate', 'none'),
  }
}

/** Whether the room plays, or will as soon as it has waited. */
export const willPlay = (room: Pick<RoomView, 'timeline' | 'phase'> | null): boolean =>
  room !== null && (room.phase.kind === 'waiting' ? room.phase.thenPlay : room.timeline.playing)
