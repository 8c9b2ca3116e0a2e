import type { LinkWish, MadeLink } from '../../protocol/invitationLink.ts'
import type { Problem } from '../../protocol/problem.ts'
import { signedInSchema } from '../../protocol/rest.ts'
import { failure, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { askForLink } from './askForLink.ts'
import { askRest } from './askServer.ts'
import type { Passport } from './passport.ts'
import { notUnderstood } from './sessionProblems.ts'

export interface OutsideInvitation {
  /** `ws://` or `wss://` address of the session server. */
  readonly server: string
  readonly code: string
  readonly passport: Passport
  readonly wish: LinkWish
  readonly clock: Clock
  wallMs(): number
}

/** Has a link made by somebody who is in the room with another program: the server knows them by their account. */
export async function inviteFromOutside(asked: OutsideInvitation): Promise<Result<MadeLink, Problem>> {
  const { server, code, passport, wish, clock, wallMs } = asked
  const identity = await passport.show()
  if (!identity.ok) return identity
  if (identity.value === null) return failure(knowsNamesOnly)
  const body = { identity: identity.value }
  const answer = await askRest({ server, clock, method: 'POST', path: '/session', body })
  if (!answer.ok) return answer
  const session = signedInSchema.safeParse(answer.value)
  if (!session.success) return failure(notUnderstood)
  const { token } = session.data.grant
  const made = await askForLink({ server, token, room: code, wish, clock, wallMs })
  await askRest({ server, clock, method: 'DELETE', path: '/session', token })
  return made
}

const knowsNamesOnly: Problem = {
  code: 'knows-names-only',
  sentence: 'This session server knows people by their names only, and cannot tell that you are in the room.',
  nextStep: 'Type /invite in the room, or pass its link on as it is.',
}
