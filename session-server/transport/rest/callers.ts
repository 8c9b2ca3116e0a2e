import type { FastifyRequest } from 'fastify'
import type { Result } from '../../../protocol/result.ts'
import type { Gatekeeper, Standing } from '../../identity/gatekeeper.ts'
import { refusal, type Refusal } from './envelope.ts'
import type { Rate } from './rates.ts'

/** Finds out who makes a request, by the session token in `Authorization: Bearer ...`. */
export interface Callers {
  callerOf(request: FastifyRequest): Promise<Result<Standing, Refusal>>
}

export function createCallers(gatekeeper: Gatekeeper, perPerson: Rate): Callers {
  return {
    callerOf: async (request) => {
      const token = bearerOf(request.headers.authorization)
      if (token === null) return refusal('sign-in-required')
      const identity = { kind: 'session', token } as const
      const standing = await gatekeeper.identify({ name: '', identity, address: request.ip })
      if (!standing.ok) return refusal(standing.problem)
      // A token for one room opens sockets; it is nobody's pass to everything else.
      if (standing.value.onlyRoomId !== null) return refusal('not-permitted')
      const mayGoOn = await perPerson.take(standing.value.person.id)
      return mayGoOn.ok ? standing : mayGoOn
    },
  }
}

function bearerOf(authorization: string | undefined): string | null {
  const [, token] = /^Bearer ([^\s]{1,4096})$/i.exec(authorization ?? '') ?? []
  return token ?? null
}
