import { personIdOf } from '../../jellyfin/personId.ts'
import type { Person } from '../../protocol/person.ts'
import { visiblePerson } from '../host/visibleText.ts'

export { personIdOf }

export interface JellyfinUser {
  readonly serverId: string
  readonly userId: string
  readonly name: string
  readonly isAdmin: boolean
}

/** A user of a Jellyfin as this server's rooms know them. */
export const personOfJellyfin = ({ serverId, userId, name, isAdmin }: JellyfinUser): Person => ({
  id: personIdOf(serverId, userId),
  name: visiblePerson(name.slice(0, longestName)),
  isAdmin,
  origin: { kind: 'jellyfin', serverId },
})

/** Somebody for whom a plugin vouches of whose Jellyfin nothing else is known. */
export const personOfPlugin = (
  issuer: string,
  { userId, name }: { userId: string; name: string },
): Person => ({
  id: personIdOf(`plugin:${issuer}`, userId),
  name: visiblePerson(name.slice(0, longestName)),
  isAdmin: false,
  origin: { kind: 'plugin' },
})

/** Far more than is shown; a name without end must not keep us busy. */
const longestName = 1000
