/** What `GET /health` answers. `durable` false: rooms go on, but would not survive a restart. */
export interface Health {
  readonly status: 'ok' | 'degraded'
  readonly version: string
  readonly rooms: number
  readonly members: number
  readonly clockId: string
  readonly durable: boolean
  readonly uptimeMs: number
}
