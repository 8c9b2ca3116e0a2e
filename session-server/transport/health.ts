/** What `GET /health` answers. `durable` false: rooms go on, but would not survive a restart. */
export interface Health {
  readonly status: 'ok' | 'degraded'
  readonly version: string
  readonly rooms: number
  readonly members: number
  readonly clockId: string
  readonly durable: boolean
  readonly uptimeMs: number
  /** For clients of OpenWatchParty, in their words: whether a name is not enough, and which version is spoken. */
  readonly auth_enabled: boolean
  readonly protocol_version: number
}
