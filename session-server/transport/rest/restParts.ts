import type { Attendance } from '../../host/attendance.ts'
import type { Log } from '../../host/log.ts'
import type { Gatekeeper } from '../../identity/gatekeeper.ts'
import type { Callers } from './callers.ts'
import type { RestLimits } from './restLimits.ts'

/** What the routes have in common. */
export interface RestParts extends RestSurroundings {
  readonly callers: Callers
}

/** What REST is given by the server that it belongs to. */
export interface RestSurroundings {
  readonly gatekeeper: Gatekeeper
  readonly attendance: Attendance
  readonly clockId: string
  readonly serverVersion: string
  /** Where the world reaches this server; null = nobody said. */
  readonly publicUrl: string | null
  /** Origins of web pages that may use REST. */
  readonly allowedOrigins: readonly string[]
  readonly limits: RestLimits
  readonly log: Log
}
