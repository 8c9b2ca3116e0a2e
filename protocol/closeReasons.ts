import { z } from 'zod'
import type { Reason } from './reason.ts'
import { requestReasons } from './requestReasons.ts'
import { roomReasons } from './roomReasons.ts'
import { trustReasons } from './trustReasons.ts'
import { wireReasons } from './wireReasons.ts'

/**
 * Every way in which the session server refuses a request or ends a session: one table for the wire, REST and the
 * screen.
 */
export const closeReasons = {
  ...wireReasons,
  ...trustReasons,
  ...requestReasons,
  ...roomReasons,
} as const satisfies Record<string, Reason>

export type CloseReason = keyof typeof closeReasons

const codes = Object.keys(closeReasons).filter((code): code is CloseReason => code in closeReasons)

export const closeReasonSchema = z.enum(codes)

/** The reason behind a WebSocket close code, null when the code is not one of ours. */
export const closeReasonOf = (closeCode: number): CloseReason | null =>
  codes.find((code) => closeReasons[code].closes === closeCode) ?? null

/** The HTTP status with which REST refuses for this reason. */
export const httpStatusOf = (reason: CloseReason): number => closeReasons[reason].http
