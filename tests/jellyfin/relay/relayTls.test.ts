import https from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startRelay } from '../../../jellyfin/relay/relay.ts'
import { clock } from '../support/libraryFixture.ts'
import { selfSignedCertificate, trustedAuthority, type Certificate } from '../support/certificates.ts'
import { authorization, get, noise, serveNoise } from '../support/relayFixture.ts'

describe('a server with https behind the relay', () => {
  it('[RL8] is read when its certificate is good', async () => {
    const { url, asked } = await relayTo(trustedAuthority().issue('IP:127.0.0.1', 2))
    expect((await get(url)).body.equals(noise)).toBe(true)
    expect(asked()).toBe(1)
  })

  it.each([
    ['nobody signed it', () => selfSignedCertificate()],
    ['it is of another name', () => trustedAuthority().issue('DNS:elsewhere.example', 2)],
    ['it has expired', () => trustedAuthority().issue('IP:127.0.0.1', -1)],
  ])('[RL8] never hears the credential when %s', async (_why, certificate) => {
    const { url, asked } = await relayTo(certificate())
    expect((await get(url)).status).toBe(502)
    expect(asked()).toBe(0)
  })
})

async function relayTo(certificate: Certificate) {
  let asked = 0
  const server = https.createServer({ ...certificate }, (request, response) => {
    asked += 1
    serveNoise(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const relay = await startRelay({ clock })
  onTestFinished(() => relay.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const branch = relay.open({ serverUrl: `https://127.0.0.1:${port}`, authorization })
  return { url: branch.address('/film.mkv') ?? '', asked: () => asked }
}
