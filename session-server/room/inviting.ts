import type { Invitation } from '../../protocol/guests.ts'
import { changed, refuse, unchanged, type Outcome, type RoomInput } from './input.ts'
import { withStatus } from './people.ts'
import type { Room } from './room.ts'
import { tell, type Occasion } from './tell.ts'

type Invited = Pick<Invitation, 'personId' | 'name' | 'role'>
type Decline = Extract<RoomInput, { kind: 'decline' }>

/** People are expected from now on; who is in the room already is left as they are. */
export function invite(room: Room, people: readonly Invited[], by: Occasion): Outcome {
  const isThere = new Set(room.members.map(({ person }) => person.id))
  const byPerson = new Map(room.invitations.map((invitation) => [invitation.personId, invitation]))
  const news = people.filter(({ personId, role }) => {
    const former = byPerson.get(personId)
    return !isThere.has(personId) && (former?.status !== 'invited' || former.role !== role)
  })
  for (const { personId, name, role } of news)
    byPerson.set(personId, { personId, name, role, status: 'invited' })
  if (byPerson.size > room.limits.peoplePerRoom) return refuse(room, '', 'too-many-guests')
  if (news.length === 0) return unchanged(room)
  const told = [...new Map(news.map((person) => [person.personId, person])).values()]
  return changed(
    { ...room, invitations: [...byPerson.values()] },
    told.map(({ name }) => tell(room, 'invited', { ...by, target: { memberId: null, name } })),
  )
}

export function uninvite(room: Room, personId: string, by: Occasion): Outcome {
  const invitation = room.invitations.find((it) => it.personId === personId)
  if (invitation === undefined) return refuse(room, '', 'no-such-guest')
  const invitations = room.invitations.filter((it) => it !== invitation)
  const target = { memberId: null, name: invitation.name }
  return changed({ ...room, invitations }, [tell(room, 'uninvited', { ...by, target })])
}

/** Somebody who was invited, and has not come, does not. */
export function decline(room: Room, { requestId, personId }: Decline, nowMs: number): Outcome {
  const invitation = room.invitations.find((it) => it.personId === personId)
  if (invitation?.status !== 'invited') return refuse(room, requestId, 'no-such-guest')
  const target = { memberId: null, name: invitation.name }
  return {
    ...changed(withStatus(room, personId, 'declined'), [
      tell(room, 'declined', { memberId: null, nowMs, target }),
    ]),
    answer: { kind: 'done', requestId },
  }
}
