import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { selfSignedCertificate } from './support/certificates.ts'

const run = promisify(execFile)
const module = join(import.meta.dirname, '..', '..', 'jellyfin', 'systemAuthorities.ts')

/** Asks the address in a process of its own, whose system has one authority. */
async function ask(url: string, authorities: string, trusts: boolean): Promise<string> {
  const script = `
    import { trustSystemAuthorities } from ${JSON.stringify(module)}
    if (${trusts}) trustSystemAuthorities()
    console.log(await fetch(${JSON.stringify(url)}).then((answer) => answer.text(), (error) => error.cause.code))`
  const env = { ...process.env, SSL_CERT_FILE: authorities }
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env })
  return stdout.trim()
}

describe('the authorities of this machine', () => {
  // SSL_CERT_FILE names the system's store on Linux only.
  it.runIf(process.platform === 'linux')('[JF36] are trusted beside those of Node', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstep-ca-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const certificate = selfSignedCertificate()
    writeFileSync(join(folder, 'authorities.pem'), certificate.cert)
    const server = https.createServer(certificate, (_, response) => response.end('welcome'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    expect(await ask(url, join(folder, 'authorities.pem'), false)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(await ask(url, join(folder, 'authorities.pem'), true)).toBe('welcome')
  })
})
