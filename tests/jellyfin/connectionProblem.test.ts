import { describe, expect, it } from 'vitest'
import { connectionProblem } from '../../jellyfin/connectionProblem.ts'

const fetchError = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('inner'), { code }) })

describe('a request that brought no answer', () => {
  it.each([
    ['ENOTFOUND', 'server-not-found'],
    ['EAI_AGAIN', 'server-not-found'],
    ['ECONNREFUSED', 'server-refused'],
    ['EHOSTUNREACH', 'server-unreachable'],
    ['ECONNRESET', 'server-unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'server-timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'server-certificate-self-signed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'server-certificate-self-signed'],
    ['CERT_HAS_EXPIRED', 'server-certificate-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'server-certificate-wrong-host'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'server-without-tls'],
    ['HPE_INVALID_CONSTANT', 'server-not-jellyfin'],
  ])('[JF5] with %s is %s', (code, problem) => {
    expect(connectionProblem(fetchError(code), 'nas:8096').code).toBe(problem)
  })

  it('[JF5] looks through tries of several addresses', () => {
    const aggregate = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
    expect(connectionProblem(new TypeError('x', { cause: aggregate }), 'nas').code).toBe('server-refused')
  })

  it.each([undefined, null, 'text', new Error('plain')])('[JF5] has a sentence even for %s', (error) => {
    expect(connectionProblem(error, 'nas')).toMatchObject({
      code: 'server-unreachable',
      sentence: 'nas cannot be reached.',
    })
  })
})
