import { randomBytes, randomInt } from 'node:crypto'
import type { Calendar } from './calendar.ts'
import type { Device } from './tokens.ts'

/** A sign-in that waits for somebody to type its code on another device. */
export interface QuickConnectRequest {
  readonly secret: string
  readonly code: string
  readonly device: Device
  readonly addedUtcMs: number
  /** Who authorised it; null while it waits. */
  readonly userId: string | null
}

export interface QuickConnect {
  open(device: Device): QuickConnectRequest
  bySecret(secret: string): QuickConnectRequest | null
  byCode(code: string): QuickConnectRequest | null
  authorize(secret: string, userId: string): void
}

/** Jellyfin forgets a request after ten minutes. */
const LIFETIME_MS = 600_000

export function createQuickConnect(calendar: Calendar): QuickConnect {
  const requests = new Map<string, QuickConnectRequest>()
  const alive = () =>
    [...requests.values()].filter(({ addedUtcMs }) => calendar.utcMs() - addedUtcMs < LIFETIME_MS)
  const bySecret = (secret: string) => alive().find((request) => request.secret === secret) ?? null
  return {
    open(device) {
      const secret = randomBytes(32).toString('hex')
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const request = { secret, code, device, addedUtcMs: calendar.utcMs(), userId: null }
      requests.set(secret, request)
      return request
    },
    bySecret,
    byCode: (code) => alive().find((request) => request.code === code) ?? null,
    authorize(secret, userId) {
      const request = bySecret(secret)
      if (request) requests.set(secret, { ...request, userId })
    },
  }
}
