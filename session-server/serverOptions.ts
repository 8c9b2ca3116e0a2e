import { z } from 'zod'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { identityOptionsSchema } from './identity/identityOptions.ts'
import { defaultRoomLimits as room } from './room/roomLimits.ts'
import { isNetwork } from './transport/clientAddress.ts'
import { defaultRestLimits as rest } from './transport/rest/restLimits.ts'
import { defaultTransportLimits as transport } from './transport/transportLimits.ts'

const ms = z.number().min(0)
const count = z.int().min(1)
const port = z.int().min(0).max(65_535)

const leadLimitsSchema = z.strictObject({
  marginMs: ms
    .default(room.lead.marginMs)
    .describe('Added to the lead of a command beyond what the slowest member needs.'),
  minimumMs: ms.default(room.lead.minimumMs).describe('A command is set at least this far ahead.'),
  maximumMs: ms
    .default(room.lead.maximumMs)
    .describe('A command is set at most this far ahead, whatever members report.'),
})

const roomLimitsSchema = z.strictObject({
  stallMs: ms.default(room.stallMs).describe('A member that is short of bytes for longer pauses the room.'),
  stallsBeforeFlapping: count
    .default(room.stallsBeforeFlapping)
    .describe('Stalls of one member within the flap window that pause everyone.'),
  flapWindowMs: ms.default(room.flapWindowMs).describe('The window in which stalls of a member are counted.'),
  readyWaitMs: ms
    .default(room.readyWaitMs)
    .describe('How long a start, a seek or a stall holds the room for members that are not ready.'),
  leaderWaitMs: ms
    .default(room.leaderWaitMs)
    .describe('How long a room waits for the member that leads it from another player.'),
  hostGraceMs: ms.default(room.hostGraceMs).describe('How long a host that dropped keeps the role.'),
  awayGraceMs: ms.default(room.awayGraceMs).describe('How long the place of a member that dropped is kept.'),
  keepEmptyMs: ms.default(room.keepEmptyMs).describe('How long a room in which nobody is present is kept.'),
  resumeWaitMs: ms
    .default(room.resumeWaitMs)
    .describe('How long a room waits after a restart for a member that is still playing.'),
  caughtUpWithinMs: ms
    .default(room.caughtUpWithinMs)
    .describe('A member with less drift than this has caught up: from then on its stalls count.'),
  membersPerRoom: count
    .max(1000)
    .default(room.membersPerRoom)
    .describe('Members of one room, present or away.'),
  ballotMs: ms.default(room.ballotMs).describe('How long a vote goes on.'),
  sightWaitMs: ms
    .default(room.sightWaitMs)
    .describe('How long members may take to say whether they can see a film.'),
  reactionsPerWindow: count
    .default(room.reactionsPerWindow)
    .describe('Reactions of one member within the window.'),
  reactionWindowMs: ms
    .default(room.reactionWindowMs)
    .describe('The window in which reactions of a member are counted.'),
  peoplePerRoom: count
    .max(1000)
    .default(room.peoplePerRoom)
    .describe('People that a room expects, keeps out and remembers, each.'),
  answersRemembered: count
    .default(room.answersRemembered)
    .describe('Answers remembered for each member, so that a repeated request is carried out once.'),
  lead: leadLimitsSchema.prefault({}),
})

const transportLimitsSchema = z.strictObject({
  messageBytes: count.default(transport.messageBytes).describe('Size of one message.'),
  messagesPerSecond: count
    .default(transport.messagesPerSecond)
    .describe('Messages of one socket that are sustained.'),
  messageBurst: count
    .default(transport.messageBurst)
    .describe('Messages of one socket beyond that in a burst.'),
  socketsPerAddress: count.default(transport.socketsPerAddress).describe('Sockets of one address.'),
  sockets: count.default(transport.sockets).describe('Sockets in all.'),
  helloWithinMs: ms
    .default(transport.helloWithinMs)
    .describe('How long a socket may take to introduce itself.'),
  heartbeatMs: ms
    .default(transport.heartbeatMs)
    .describe('How often each socket is asked for a sign of life.'),
  idleMs: ms.default(transport.idleMs).describe('After how long without any sign of life a socket is ended.'),
  queuedBytes: count
    .default(transport.queuedBytes)
    .describe('Bytes that may wait to be sent to one socket; a slower reader is dropped.'),
  closeWithinMs: ms
    .default(transport.closeWithinMs)
    .describe('How long a closing socket may take before it is cut.'),
})

const restLimitsSchema = z.strictObject({
  requestsOfAddress: count
    .default(rest.requestsOfAddress)
    .describe('Requests over REST of one address in a minute.'),
  requestsOfPerson: count
    .default(rest.requestsOfPerson)
    .describe('Requests over REST of one person in a minute.'),
  roomsCreated: count
    .default(rest.roomsCreated)
    .describe('Rooms that one person may open over REST in a minute.'),
  roomJoined: count
    .default(rest.roomJoined)
    .describe('Tries of one person to join one room over REST in a minute.'),
  bodyBytes: count.default(rest.bodyBytes).describe('Size of the body of one request over REST.'),
})

/** Kept without a slash at its end. */
const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: 'give an address such as https://lockstep.example' })
  .transform((text) => text.replace(/\/+$/, ''))

/** As browsers send it: also of apps with a scheme of their own, and "null" of pages from files. */
const isOrigin = (text: string): boolean => text === 'null' || /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+$/.test(text)

/** Every option with its bounds, its default and what help says of it; `secret` ones are never given as arguments. */
export const serverOptionsSchema = z.strictObject({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on; 127.0.0.1 = this machine only, 0.0.0.0 = every network it is in.'),
  port: port.default(8999).describe('Port to listen on; 0 = any free one.'),
  dataDir: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Folder in which the rooms are kept; none = they last as long as the process.'),
  allowedOrigins: z
    .array(z.string().refine(isOrigin, 'give origins alone, such as https://jellyfin.example'))
    .default([])
    .describe('Web pages that may connect, by their origins such as https://jellyfin.example.'),
  trustedProxies: z
    .array(z.string().refine(isNetwork, 'give addresses or networks such as 10.0.0.0/8'))
    .default([])
    .describe('Proxies before this server, by address or network, whose X-Forwarded-For is believed.'),
  openWatchPartyPort: port
    .nullable()
    .default(null)
    .describe('A second port, for first-generation OpenWatchParty clients, which know only 3000.'),
  metricsToken: z
    .string()
    .min(16, 'give at least 16 characters')
    .nullable()
    .default(null)
    .describe(
      'Who bears it may read /metrics from anywhere; none = this machine only, and no token is needed.',
    )
    .meta({ secret: true }),
  rooms: count.default(1000).describe('Rooms in all.'),
  roomsListed: count
    .max(1000)
    .default(200)
    .describe('How many public rooms people who look for one are shown, the newest ones.'),
  memberNewsEveryMs: ms
    .default(250)
    .describe('What is new about members is told to their room at most this often.'),
  aliveEveryMs: ms
    .min(100)
    .default(2000)
    .describe(
      'How often the server notes that it runs: after a crash, rooms come back at most this much too early.',
    ),
  logLevel: z
    .enum(['silent', 'error', 'warn', 'info'])
    .default('warn')
    .describe('How much the log on stderr tells: silent, error, warn or info.'),
  publicUrl: publicUrlSchema
    .nullable()
    .default(null)
    .describe('Where the world reaches this server, such as https://lockstep.example: what links lead to.'),
  identity: identityOptionsSchema.prefault({}),
  restLimits: restLimitsSchema.prefault({}),
  roomLimits: roomLimitsSchema.prefault({}),
  transportLimits: transportLimitsSchema.prefault({}),
})

/** What a person may set; everything has a default. */
export type SessionServerOptions = z.input<typeof serverOptionsSchema>
export type ServerSettings = z.output<typeof serverOptionsSchema>

/**
 * Fills in the defaults. Names the first option that cannot be used, by its path ("roomLimits.stallMs") or by what
 * `nameOf` makes of that.
 */
export function readServerOptions(
  options: unknown,
  nameOf: (path: string) => string = (path) => `its option "${path}"`,
): Result<ServerSettings, Problem> {
  const read = serverOptionsSchema.safeParse(options)
  if (read.success) return success(read.data)
  const [issue] = read.error.issues
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const name = nameOf([...(issue?.path ?? []), ...unknownKey].join('.'))
  const why = unknownKey.length > 0 ? 'there is no such option' : (issue?.message ?? 'not understood')
  return failure({
    code: 'bad-server-option',
    sentence: `The session server cannot use ${name}: ${why}.`,
    nextStep: 'Correct the option, or leave it out for the default.',
  })
}
