import { connect, type TLSSocket } from 'node:tls'
import type { Clock } from './clock.ts'

const answerWithinMs = 5000

/**
 * The fingerprint (SHA-256, bytes in hex with colons) of the certificate that a server shows, whoever signed it; null
 * when none is shown. Nothing is sent to the server.
 */
export async function certificateOf(origin: string, clock: Clock): Promise<string | null> {
  const { hostname, port } = new URL(origin)
  const host = hostname.replace(/^\[|\]$/g, '')
  const socket = connect({ ...tlsAddress(host, port), rejectUnauthorized: false })
  return new Promise((resolve) => {
    const tell = (fingerprint: string | null) => {
      cancel()
      socket.destroy()
      resolve(fingerprint)
    }
    const cancel = clock.after(answerWithinMs, () => tell(null))
    socket.once('secureConnect', () => tell(fingerprintOf(socket)))
    socket.on('error', () => tell(null))
  })
}

/** Where to connect, and the name to ask for: an address is no name (RFC 6066, 3). */
export const tlsAddress = (host: string, port: string) => ({
  host,
  port: Number(port || 443),
  ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
})

export const fingerprintOf = (socket: TLSSocket): string | null =>
  socket.getPeerCertificate().fingerprint256 ?? null
