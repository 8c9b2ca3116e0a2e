import { z } from 'zod'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { identityOptionsSchema } from './identity/identityOptions.ts'
import { defaultRoomLimits as room } from './room/roomLimits.ts'
import { defaultRestLimits as rest } from './transport/rest/restLimits.ts'
import { defaultTransportLimits as transport } from './transport/transportLimits.ts'

const ms = z.number().min(0)
const count = z.int().min(1)

const leadLimitsSchema = z.strictObject({
  marginMs: ms.default(room.lead.marginMs),
  minimumMs: ms.default(room.lead.minimumMs),
  maximumMs: ms.default(room.lead.maximumMs),
})

const roomLimitsSchema = z.strictObject({
  stallMs: ms.default(room.stallMs),
  stallsBeforeFlapping: count.default(room.stallsBeforeFlapping),
  flapWindowMs: ms.default(room.flapWindowMs),
  readyWaitMs: ms.default(room.readyWaitMs),
  leaderWaitMs: ms.default(room.leaderWaitMs),
  hostGraceMs: ms.default(room.hostGraceMs),
  awayGraceMs: ms.default(room.awayGraceMs),
  keepEmptyMs: ms.default(room.keepEmptyMs),
  resumeWaitMs: ms.default(room.resumeWaitMs),
  caughtUpWithinMs: ms.default(room.caughtUpWithinMs),
  membersPerRoom: count.max(1000).default(room.membersPerRoom),
  answersRemembered: count.default(room.answersRemembered),
  lead: leadLimitsSchema.prefault({}),
})

const transportLimitsSchema = z.strictObject({
  messageBytes: count.default(transport.messageBytes),
  messagesPerSecond: count.default(transport.messagesPerSecond),
  messageBurst: count.default(transport.messageBurst),
  socketsPerAddress: count.default(transport.socketsPerAddress),
  helloWithinMs: ms.default(transport.helloWithinMs),
  heartbeatMs: ms.default(transport.heartbeatMs),
  idleMs: ms.default(transport.idleMs),
  queuedBytes: count.default(transport.queuedBytes),
  closeWithinMs: ms.default(transport.closeWithinMs),
})

const restLimitsSchema = z.strictObject({
  requestsOfAddress: count.default(rest.requestsOfAddress),
  requestsOfPerson: count.default(rest.requestsOfPerson),
  roomsCreated: count.default(rest.roomsCreated),
  roomJoined: count.default(rest.roomJoined),
  bodyBytes: count.default(rest.bodyBytes),
})

/** Kept without a slash at its end. */
const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: 'give an address such as https://lockstep.example' })
  .transform((text) => text.replace(/\/+$/, ''))

const serverOptionsSchema = z.strictObject({
  /** Address to listen on; the default is reachable from this machine only. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 = any free port. */
  port: z.int().min(0).max(65_535).default(8999),
  /** Folder for the rooms; null = they last as long as the process. */
  dataDir: z.string().min(1).nullable().default(null),
  /** Origins of web pages that may connect, as browsers send them ("https://jellyfin.example"). */
  allowedOrigins: z.array(z.string()).default([]),
  rooms: count.default(1000),
  memberNewsEveryMs: ms.default(250),
  /** How often the server notes that it is running: after a crash, rooms come back at most this much too early. */
  aliveEveryMs: ms.min(100).default(2000),
  logLevel: z.enum(['silent', 'error', 'warn', 'info']).default('warn'),
  /** Where the world reaches this server (`https://lockstep.example`): what links lead to. Null = nowhere but here. */
  publicUrl: publicUrlSchema.nullable().default(null),
  identity: identityOptionsSchema.prefault({}),
  restLimits: restLimitsSchema.prefault({}),
  roomLimits: roomLimitsSchema.prefault({}),
  transportLimits: transportLimitsSchema.prefault({}),
})

/** What a person may set; everything has a default. */
export type SessionServerOptions = z.input<typeof serverOptionsSchema>
export type ServerSettings = z.output<typeof serverOptionsSchema>

/** Fills in the defaults. Names the first option that cannot be used. */
export function readServerOptions(options: SessionServerOptions): Result<ServerSettings, Problem> {
  const read = serverOptionsSchema.safeParse(options)
  if (read.success) return success(read.data)
  const [issue] = read.error.issues
  const name = issue?.path.join('.') ?? ''
  return failure({
    code: 'bad-server-option',
    sentence: `The session server cannot use its option "${name}": ${issue?.message ?? 'not understood'}.`,
    nextStep: 'Correct the option, or leave it out for the default.',
  })
}
