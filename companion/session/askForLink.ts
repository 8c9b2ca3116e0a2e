import { linkSchema } from '../../protocol/restRooms.ts'
import type { LinkWish, MadeLink } from '../../protocol/invitationLink.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { askRest } from './askServer.ts'
import { notUnderstood } from './sessionProblems.ts'

export interface LinkAsking {
  /** `ws://` or `wss://` address of the session server. */
  readonly server: string
  /** What the server gave this person: it goes in a header, to that server alone. */
  readonly token: string
  /** By its id or its code. */
  readonly room: string
  readonly wish: LinkWish
  readonly clock: Clock
  wallMs(): number
}

/** Has the session server make a signed link to a room that one is in. */
export async function askForLink(asking: LinkAsking): Promise<Result<MadeLink, Problem>> {
  const { server, token, room, wish, clock, wallMs } = asking
  const path = `/rooms/${encodeURIComponent(room)}/links`
  const answer = await askRest({ server, clock, method: 'POST', path, token, body: wish })
  if (!answer.ok) return answer
  const link = linkSchema.safeParse(answer.value)
  if (!link.success) return failure(notUnderstood)
  const { appLink, webLink, expiresInMs } = link.data
  const { role, once } = wish
  return success({ appLink, webLink, role, once, untilWallMs: wallMs() + expiresInMs })
}
