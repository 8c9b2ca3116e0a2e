import { certificateOf } from '../../../jellyfin/certificateOf.ts'
import type { Clock } from '../../../jellyfin/clock.ts'
import { connectServer, type JellyfinServer } from '../../../jellyfin/connectServer.ts'
import { openPinnedDoor, type PinnedDoor } from '../../../jellyfin/pinnedDoor.ts'
import { readServerAddress } from '../../../jellyfin/serverAddress.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { ConfirmedCertificates } from '../../settings/confirmedCertificates.ts'
import { otherCertificate } from './signInProblems.ts'

/** A server as it is to be asked (`url`), and as a person knows it. */
export interface ReachedServer extends JellyfinServer {
  readonly shownUrl: string
}

/** Reaches servers, through a door of their own those whose certificate a person has confirmed. */
export interface CertificateDesk {
  /** As `connectServer`. */
  connect(address: string): Promise<Result<ReachedServer, Problem>>
  /** The fingerprint of the certificate that is shown at an address; null = none is. */
  look(address: string): Promise<string | null>
  /** Trusts this certificate at this address from now on, and nowhere else. */
  trust(address: string, fingerprint: string): Promise<Result<void, Problem>>
  /** The base address by which a server is asked that a person knows by `shownUrl`. */
  urlFor(shownUrl: string): Promise<string>
  close(): Promise<void>
}

export function createCertificateDesk(confirmed: ConfirmedCertificates, clock: Clock): CertificateDesk {
  const doors = new Map<string, Promise<PinnedDoor>>()
  /** One that another certificate was confirmed for since is another door. */
  const doorTo = async (origin: string): Promise<string | null> => {
    const fingerprint = await confirmed.fingerprintFor(origin)
    if (!fingerprint.ok || fingerprint.value === null) return null
    const key = `${origin} ${fingerprint.value}`
    const door = doors.get(key) ?? openPinnedDoor({ origin, fingerprint: fingerprint.value })
    doors.set(key, door)
    return (await door).origin
  }
  const urlFor = async (shownUrl: string) => {
    const { origin, pathname } = new URL(shownUrl)
    const door = await doorTo(origin)
    return door === null ? shownUrl : door + pathname.replace(/\/$/, '')
  }
  return {
    urlFor,
    connect: async (address) => {
      for (const candidate of secureCandidates(address)) {
        const url = await urlFor(candidate)
        const reached = url === candidate ? null : await connectServer(url, clock)
        if (reached?.ok === true) return success({ ...reached.value, shownUrl: candidate })
      }
      const found = await connectServer(address, clock)
      return found.ok ? success({ ...found.value, shownUrl: found.value.url }) : found
    },
    look: async (address) => {
      for (const candidate of secureCandidates(address)) {
        const fingerprint = await certificateOf(candidate, clock)
        if (fingerprint !== null) return fingerprint
      }
      return null
    },
    trust: async (address, fingerprint) => {
      for (const candidate of secureCandidates(address)) {
        if ((await certificateOf(candidate, clock)) !== fingerprint) continue
        return confirmed.confirm({ origin: new URL(candidate).origin, fingerprint })
      }
      return failure(otherCertificate)
    },
    close: async () => {
      for (const door of doors.values()) await (await door).close()
      doors.clear()
    },
  }
}

function secureCandidates(address: string): readonly string[] {
  const read = readServerAddress(address)
  return read.ok ? read.value.candidates.filter((url) => url.startsWith('https:')) : []
}
