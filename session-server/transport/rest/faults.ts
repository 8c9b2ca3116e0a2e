import type { FastifyInstance, FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Log } from '../../host/log.ts'
import { refuse, type Refusal } from './envelope.ts'

/** Gives every failure the envelope: what cannot be read, what is not there, and our own mistakes. */
export function answerFaults(api: FastifyInstance, log: Log): void {
  api.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request.id)
    if (refusal.reason === 'internal-error') {
      log.error({ err: error, request: request.id }, 'A request over REST met a mistake of ours.')
    }
    return refuse(reply, refusal)
  })
  api.setNotFoundHandler((_request, reply) => refuse(reply, { reason: 'not-found', details: {} }))
}

const unreadable: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'It is no JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'It is empty: send {} or no content type.',
}

/** By the codes of Fastify's own errors (fastify.dev, Errors). */
function refusalOf(error: FastifyError, requestId: string): Refusal {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [issue] = error.validation
    const field = issue?.instancePath.replace(/^\//, '').replaceAll('/', '.') ?? ''
    const whole = error.validationContext ?? 'body'
    return { reason: 'unfit-fields', details: { field: field || whole, rule: issue?.message ?? '' } }
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { reason: 'not-json', details: {} }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { reason: 'frame-too-large', details: {} }
  const rule = unreadable[error.code]
  if (rule !== undefined) return { reason: 'bad-request', details: { field: 'body', rule } }
  const isTheirs = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return isTheirs
    ? { reason: 'bad-request', details: {} }
    : { reason: 'internal-error', details: { requestId } }
}
