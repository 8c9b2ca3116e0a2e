import { permissionFor, type Deed, type Permission } from '../../protocol/permissions.ts'
import { memberOf, roleOf, type Room } from './room.ts'

/** Whether a member may do this now. Whoever is in no room may nothing. */
export function permissionOf(room: Room, memberId: string, deed: Deed): Permission {
  const member = memberOf(room, memberId)
  return member === undefined ? 'no' : permissionFor(deed, roleOf(room, member), room.policy)
}
