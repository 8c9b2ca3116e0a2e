import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import {
  startDemoLibrary,
  type DemoLibrary,
  type DemoLibraryOptions,
} from '../../../demo/library/demoLibrary.ts'
import type { DemoPerson } from '../../../demo/library/people.ts'
import type { Identity } from '../../../protocol/identity.ts'
import { clientOf } from '../../demo/support/jellyfinClient.ts'
import type { Certificate } from '../../jellyfin/support/certificates.ts'

/** A stand-in for a Jellyfin that ends with the test. */
export async function openJellyfin(options: DemoLibraryOptions = {}): Promise<DemoLibrary> {
  const jellyfin = await startDemoLibrary(options)
  onTestFinished(() => jellyfin.close())
  return jellyfin
}

/** The proof of somebody who is signed in there. */
export async function proofOf(jellyfin: DemoLibrary, person: DemoPerson): Promise<JellyfinProof> {
  const { token } = await clientOf(jellyfin.url, person)
  return { kind: 'jellyfin', serverId: jellyfin.serverId, token }
}

export type JellyfinProof = Extract<Identity, { kind: 'jellyfin' }>

/** Anything that listens where a Jellyfin might; its address. Ends with the test. */
export async function listenAs(answer: RequestListener, certificate?: Certificate): Promise<string> {
  const server = certificate === undefined ? createServer(answer) : createTlsServer(certificate, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const { port } = server.address() as AddressInfo
  return `http${certificate === undefined ? '' : 's'}://127.0.0.1:${port}`
}

/** What a Jellyfin says of itself, so that only what follows is a lie. */
export const publicSystem = (serverId: string): string =>
  JSON.stringify({ Id: serverId, ServerName: 'Fake', Version: '10.11.11', ProductName: 'Jellyfin Server' })
