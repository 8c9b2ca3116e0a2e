import { hostname } from 'node:os'
import type { AppIdentity } from '../../jellyfin/authorization.ts'
import manifest from '../../package.json' with { type: 'json' }

export const appVersion: string = manifest.version

/** How this program introduces itself to libraries and session servers. */
export const appIdentity: AppIdentity = { name: 'Lockstep', version: appVersion, device: hostname() }
