import { hostname } from 'node:os'
import type { AppIdentity } from '../../jellyfin/authorization.ts'
import manifest from '../../package.json' with { type: 'json' }

export const appVersion: string = manifest.version

/** How this program introduces itself to session servers. */
export const sessionIdentity = { name: 'Lockstep', version: appVersion } as const

/** How it introduces itself to libraries, which list devices by name. */
export const appIdentity: AppIdentity = { ...sessionIdentity, device: hostname() }
