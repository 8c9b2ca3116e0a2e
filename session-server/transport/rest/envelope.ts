import type { FastifyReply } from 'fastify'
import { closeReasons, httpStatusOf, type CloseReason } from '../../../protocol/closeReasons.ts'
import type { RestError } from '../../../protocol/rest.ts'
import { failure, type Failure, type Result } from '../../../protocol/result.ts'

/** Why a request is not carried out. */
export interface Refusal {
  readonly reason: CloseReason
  readonly details: Omit<RestError['error']['details'], 'nextStep' | 'retryable'>
}

export const refusal = (reason: CloseReason, details: Refusal['details'] = {}): Failure<Refusal> =>
  failure({ reason, details })

/** Answers a request with what became of it. */
export const settle = async <Value>(
  reply: FastifyReply,
  outcome: Result<Value, Refusal> | Promise<Result<Value, Refusal>>,
): Promise<void> => {
  const result = await outcome
  if (result.ok) reply.send(result.value)
  else refuse(reply, result.problem)
}

/** The answer to a request that is refused. */
export function refuse(reply: FastifyReply, { reason, details }: Refusal): FastifyReply {
  const { sentence: message, nextStep, retryable } = closeReasons[reason]
  const { retryAfterMs } = details
  if (retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(retryAfterMs / 1000))
  const answer: RestError = { error: { code: reason, message, details: { nextStep, retryable, ...details } } }
  // As it is: no schema of a good answer fits it.
  return reply
    .code(httpStatusOf(reason))
    .header('content-type', 'application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(answer)
}
