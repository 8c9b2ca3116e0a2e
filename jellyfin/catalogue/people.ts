import type { Person } from '../../protocol/bridge/query.ts'
import { success } from '../../protocol/result.ts'
import type { Answer } from '../httpClient.ts'
import type { LibraryResult } from '../library.ts'
import { personIdOf } from '../personId.ts'
import { peopleSchema, type PersonAnswer } from './answers.ts'
import type { Asking } from './asking.ts'

/**
 * Everybody with an account, but for oneself and the disabled ones. Hidden accounts are among them: Jellyfin hides
 * them from its sign-in screen, and hides new ones by default. A server that keeps its list to itself is asked for
 * those whom it shows to everybody.
 */
export async function people(asking: Asking): Promise<LibraryResult<Person[]>> {
  const { client, userId } = asking
  const all = await accounts(client)
  const answer =
    !all.ok && (all.problem.status === 401 || all.problem.status === 403)
      ? await client.ask({ method: 'GET', path: '/Users/Public' }, peopleSchema)
      : all
  if (!answer.ok) return answer
  const others = answer.value.filter(({ Id, Policy }) => Id !== userId && Policy?.IsDisabled !== true)
  return success(
    others
      .map((person) => personOf(person, asking))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
  )
}

/** Everybody, with rights: any signed-in user may ask that of a Jellyfin from 10.10 to 12. */
export const accounts = (client: Asking['client']): Answer<readonly PersonAnswer[]> =>
  client.ask({ method: 'GET', path: '/Users' }, peopleSchema)

function personOf({ Id, Name, PrimaryImageTag }: PersonAnswer, { picture, serverId }: Asking): Person {
  const pictureUrl = PrimaryImageTag ? picture({ kind: 'user', userId: Id, tag: PrimaryImageTag }) : null
  return { userId: Id, personId: personIdOf(serverId, Id), name: Name, pictureUrl }
}
