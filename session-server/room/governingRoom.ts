import { withPolicy, type RoomPolicy } from '../../protocol/policy.ts'
import { changed, unchanged, type Outcome } from './input.ts'
import type { Room } from './room.ts'
import { tell, type Occasion } from './tell.ts'

export function lock(room: Room, isLocked: boolean, by: Occasion): Outcome {
  if (room.isLocked === isLocked) return unchanged(room)
  return changed({ ...room, isLocked }, [tell(room, isLocked ? 'locked' : 'unlocked', by)])
}

/** Whoever is in the room stays; whoever comes needs it from now on. */
export function setPassword(room: Room, passwordHash: string | null, by: Occasion): Outcome {
  if (room.passwordHash === null && passwordHash === null) return unchanged(room)
  const what = passwordHash === null ? 'cleared-password' : 'set-password'
  return changed({ ...room, passwordHash }, [tell(room, what, by)])
}

type PolicyChange = Parameters<typeof withPolicy>[1]

/** Holds for the next request on; what is under way goes on. */
export function changePolicy(room: Room, change: PolicyChange, by: Occasion): Outcome {
  const policy = withPolicy(room.policy, change)
  const fields = differing(room.policy, policy)
  if (fields.length === 0) return unchanged(room)
  return changed({ ...room, policy }, [tell(room, 'changed-policy', { ...by, detail: fields.join(', ') })])
}

const differing = (before: RoomPolicy, after: RoomPolicy): readonly string[] => {
  const former = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).flatMap(([field, value]) => (former.get(field) === value ? [] : [field]))
}

export function rename(room: Room, name: string, by: Occasion): Outcome {
  if (room.name === name) return unchanged(room)
  return changed({ ...room, name }, [tell(room, 'renamed', { ...by, detail: name })])
}

export function setExpiry(room: Room, expiresInMs: number | null, by: Occasion): Outcome {
  if (room.expiresAtMs === null && expiresInMs === null) return unchanged(room)
  const expiresAtMs = expiresInMs === null ? null : by.nowMs + expiresInMs
  const event =
    expiresAtMs === null
      ? tell(room, 'cleared-expiry', by)
      : tell(room, 'set-expiry', { ...by, amount: expiresAtMs })
  return changed({ ...room, expiresAtMs }, [event])
}

export const end = (room: Room, by: Occasion): Outcome =>
  changed({ ...room, life: { kind: 'ended', reason: 'room-ended' } }, [tell(room, 'ended', by)])

/** Ends a room whose time is over. */
export function expire(room: Room, nowMs: number): Outcome {
  if (room.life.kind === 'ended' || room.expiresAtMs === null || room.expiresAtMs > nowMs)
    return unchanged(room)
  const life = { kind: 'ended', reason: 'room-expired' } as const
  return changed({ ...room, life }, [tell(room, 'expired', { memberId: null, nowMs })])
}
