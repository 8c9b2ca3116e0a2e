import type { Invitee } from '../../../protocol/restRooms.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { visiblePerson } from '../../host/visibleText.ts'
import type { Standing } from '../../identity/gatekeeper.ts'
import { personIdOf } from '../../identity/personOf.ts'
import { refusal, type Refusal } from './envelope.ts'

interface Invited {
  readonly personId: string
  readonly name: string
  readonly role: Invitee['role']
}

/** Whom somebody wants to invite, each once, without blanks and without themselves. */
export function inviteesOf(
  { person }: Standing,
  invitees: readonly Invitee[],
): Result<readonly Invited[], Refusal> {
  const { origin } = person
  const serverId = origin.kind === 'jellyfin' ? origin.serverId : null
  const usersAreKnown = serverId !== null || invitees.every(({ userId }) => userId === undefined)
  if (!usersAreKnown) return refusal('unfit-fields', { field: 'invitations.userId' })
  const people = new Map<string, Invited>()
  for (const { personId = '', userId = '', name, role } of invitees) {
    const id = userId === '' ? personId : personIdOf(serverId ?? '', userId)
    if (id === '' || id === person.id || people.has(id)) continue
    people.set(id, { personId: id, name: visiblePerson(name), role })
  }
  return success([...people.values()])
}
