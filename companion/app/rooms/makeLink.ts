import type { Link } from '../../../protocol/bridge/query.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import { parseJoinLink } from '../../../protocol/joinLink.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import { restPath } from '../../../protocol/rest.ts'
import { linkSchema } from '../../../protocol/restRooms.ts'
import type { Passport } from '../../session/passport.ts'
import type { QueryOf } from '../libraryDesk.ts'
import { noRoomForLink, noSignedLinks } from '../appProblems.ts'
import { askServer } from './askRest.ts'

export interface LinkParts {
  readonly state: CompanionState
  passportFor(server: string): Passport | null
}

/**
 * A link to the room that one is in, which the server signs for a role, for a time, perhaps for one person. The room's own
 * link is none of these: it is good for as long as the room is.
 */
export async function makeLink(
  { role, once, livesMs }: QueryOf<'link'>,
  { state, passportFor }: LinkParts,
): Promise<Result<Link, Problem>> {
  const { room, joinLink } = state
  if (room === null || joinLink === null) return failure(noRoomForLink)
  const target = parseJoinLink(joinLink, null)
  if (!target.ok) return target
  const shown = await passportFor(target.value.server)?.show()
  if (shown === undefined || !shown.ok || shown.value?.kind !== 'session') return failure(noSignedLinks)
  const answer = await askServer(
    {
      server: target.value.server,
      path: `${restPath}/rooms/${room.id}/links`,
      token: shown.value.token,
      body: { role, once, livesMs },
    },
    linkSchema,
  )
  if (!answer.ok) return answer
  return success({ app: answer.value.appLink, web: answer.value.webLink })
}
