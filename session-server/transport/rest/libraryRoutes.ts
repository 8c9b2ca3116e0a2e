import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { success, type Result } from '../../../protocol/result.ts'
import type { Standing } from '../../identity/gatekeeper.ts'
import { refusal, settle, type Refusal } from './envelope.ts'
import type { RestParts } from './restParts.ts'
import { refusals, signedInRoute } from './schemas.ts'

const questionSchema = z.strictObject({
  /** Users of the asking person's Jellyfin. */
  userIds: z.array(z.string().trim().max(64)).max(100),
  /** The asking person's token there, for asking it once; it is not kept. Absent = nothing can be known. */
  token: z.string().min(1).max(4096).optional(),
})

const answerSchema = z.object({
  /** `unknown`: without a token nobody can be asked; each member's own client finds out when the room is joined. */
  certainty: z.enum(['libraries', 'unknown']),
  /** What everybody can see; null = every library, or nothing is known. */
  libraryIds: z.array(z.string()).nullable(),
})

/** What to choose from when everybody is to see it. */
export function libraryRoutes(api: FastifyInstance, parts: RestParts): void {
  api.withTypeProvider<ZodTypeProvider>().post(
    '/eligible-libraries',
    {
      schema: signedInRoute({
        tags: ['libraries'],
        summary: 'The libraries that all of these people can see, yourself included.',
        body: questionSchema,
        response: { 200: answerSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const caller = await parts.callers.callerOf(request)
      return settle(reply, caller.ok ? eligible(caller.value, request.body, parts) : caller)
    },
  )
}

async function eligible(
  { person }: Standing,
  { userIds, token }: z.infer<typeof questionSchema>,
  { libraryAccess }: RestParts,
): Promise<Result<z.infer<typeof answerSchema>, Refusal>> {
  if (person.origin.kind !== 'jellyfin' || token === undefined)
    return success({ certainty: 'unknown', libraryIds: null })
  const named = userIds.filter((id) => id !== '')
  const shared = await libraryAccess.sharedBy({ serverId: person.origin.serverId, token }, named)
  if (!shared.ok) return refusal(shared.problem === 'no-such-user' ? 'no-such-guest' : shared.problem)
  const { libraryIds } = shared.value
  return success({ certainty: 'libraries', libraryIds: libraryIds === null ? null : [...libraryIds] })
}
