import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { onTestFinished } from 'vitest'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Authority {
  /** A certificate for `name` (`IP:127.0.0.1`, `DNS:example`), valid for `days` from now, which may be negative. */
  issue(name: string, days: number): Certificate
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** A certificate authority that this process trusts until the end of the test. */
export function trustedAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-tls-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore', cwd: folder })
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
  )
  const before = tls.getCACertificates('default')
  tls.setDefaultCACertificates([...before, readFileSync(file('ca.pem'), 'utf8')])
  onTestFinished(() => {
    tls.setDefaultCACertificates(before)
    rmSync(folder, { recursive: true })
  })
  return {
    issue(name, days) {
      writeFileSync(file('extensions'), `subjectAltName=${name}\n`)
      openssl('req', '-new', ...newKey, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=Test')
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions']
      openssl('x509', '-req', '-in', 'request.pem', '-out', 'cert.pem', ...signed, '-days', String(days))
      return { key: readFileSync(file('key.pem'), 'utf8'), cert: readFileSync(file('cert.pem'), 'utf8') }
    },
  }
}

/** A certificate that nobody signed but itself. */
export function selfSignedCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-tls-'))
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const subject = ['-subj', '/CN=Test', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
    execFileSync('openssl', ['req', '-x509', ...newKey, '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
