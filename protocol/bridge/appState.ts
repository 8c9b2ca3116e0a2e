import { z } from 'zod'
import { companionStateSchema, initialCompanionState } from '../companionState.ts'
import { problemSchema } from '../problem.ts'
import { roomListingSchema } from '../roomListing.ts'
import { doctorStateSchema } from './doctor.ts'
import { initialAppSettings, appSettingsSchema } from './settings.ts'

/** Somebody who is signed in somewhere. No token, ever. */
export const accountViewSchema = z.object({
  serverId: z.string(),
  serverName: z.string(),
  serverUrl: z.string(),
  userId: z.string(),
  userName: z.string(),
  /** On the app's own picture route; null = none. */
  pictureUrl: z.string().nullable(),
})

export type AccountView = z.infer<typeof accountViewSchema>

/** A Jellyfin that answered, before anybody signs in to it. */
const serverViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  version: z.string(),
  /** What is sent there can be read on the way: plain http to another machine. */
  isPlain: z.boolean(),
})

export type ServerView = z.infer<typeof serverViewSchema>

/** A user that a server shows to everybody. */
const publicUserSchema = z.object({
  name: z.string(),
  hasPassword: z.boolean(),
  pictureUrl: z.string().nullable(),
})

export type PublicUser = z.infer<typeof publicUserSchema>

/** Where signing in stands. `problem` is what the last step failed with; null = nothing did. */
export const signInStateSchema = z.discriminatedUnion('kind', [
  /** Which server? */
  z.object({ kind: z.literal('server'), address: z.string(), problem: problemSchema.nullable() }),
  z.object({ kind: z.literal('connecting'), address: z.string() }),
  /**
   * The server's certificate is signed by nobody that this machine trusts. `fingerprint` (SHA-256, as bytes in hex with
   * colons) is what a person compares; `trust-certificate` goes on, and is remembered for this server alone.
   */
  z.object({
    kind: z.literal('certificate'),
    address: z.string(),
    fingerprint: z.string(),
    problem: problemSchema,
  }),
  /** Who? `quickConnect`: whether the server offers it. */
  z.object({
    kind: z.literal('user'),
    server: serverViewSchema,
    users: z.array(publicUserSchema),
    quickConnect: z.boolean(),
    problem: problemSchema.nullable(),
  }),
  z.object({ kind: z.literal('signing-in'), server: serverViewSchema, userName: z.string() }),
  /** Waits until the code is confirmed in another Jellyfin client. */
  z.object({ kind: z.literal('quick-connect'), server: serverViewSchema, code: z.string() }),
  /** Signed in: the account is `account` of the app's state. */
  z.object({ kind: z.literal('done') }),
])

export type SignInState = z.infer<typeof signInStateSchema>

/** A server that told of itself on the local network. */
const discoveredServerSchema = z.object({ id: z.string(), name: z.string(), url: z.string() })

export type DiscoveredServer = z.infer<typeof discoveredServerSchema>

/** An invitation to a room that is open now. */
const inboxEntrySchema = z.object({
  /** The session server that it came from. */
  server: z.string(),
  roomId: z.string(),
  code: z.string(),
  roomName: z.string(),
  title: z.string(),
  hostName: z.string().nullable(),
  role: z.enum(['controller', 'viewer']),
  hasPassword: z.boolean(),
})

export type InboxEntry = z.infer<typeof inboxEntrySchema>

/** The session server that rooms are opened on. */
export const sessionServerStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  /** `bundled`: it runs within this app and ends with it. `reach`: who can get there, as far as is known. */
  z.object({
    kind: z.literal('running'),
    address: z.string(),
    bundled: z.boolean(),
    reach: z.enum(['this-machine', 'this-network', 'internet', 'unknown']),
    version: z.string().nullable(),
    /** Rooms that others would lose if the bundled one ended now. */
    roomsHere: z.int().min(0),
  }),
  z.object({ kind: z.literal('unreachable'), address: z.string(), problem: problemSchema }),
])

export type SessionServerState = z.infer<typeof sessionServerStateSchema>

/** A player that was looked for on this machine. */
const playerViewSchema = z.object({
  /** Name in the registry; `playerName` of the settings. */
  name: z.string(),
  title: z.string(),
  path: z.string().nullable(),
  version: z.string().nullable(),
  found: z.boolean(),
  /** Why it cannot be used, with how to mend that on this system; null = it can. */
  problem: problemSchema.nullable(),
})

export type PlayerView = z.infer<typeof playerViewSchema>

/** The guided calibration of the sound device, by a clip that flashes and clicks at once. */
export const calibrationStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('starting') }),
  /** `soundLateMs`: how much later than the picture the sound comes by itself, as far as it was found out. */
  z.object({ kind: z.literal('running'), soundLateMs: z.number(), device: z.string().nullable() }),
])

export type CalibrationView = z.infer<typeof calibrationStateSchema>

/** A line that a person should see for a while: what was done, or what failed apart from any answer. */
const noticeSchema = z.object({
  id: z.int().min(1),
  tone: z.enum(['info', 'problem']),
  problem: problemSchema,
})

export type Notice = z.infer<typeof noticeSchema>

/**
 * A session server wants to check who somebody is at their Jellyfin, and would be sent the sign-in for it: asked once for
 * each server and account, before anything is sent. `answer-trust` answers.
 */
const trustQuestionSchema = z.object({
  server: z.string(),
  /** What a person recognises it by. */
  host: z.string(),
  libraryName: z.string(),
  userName: z.string(),
})

export type TrustQuestion = z.infer<typeof trustQuestionSchema>

/** A link by which the app was opened, and what it says before anybody agrees to follow it. */
const pendingLinkSchema = z.object({
  /** Counts the links that were opened: the same one, opened again, is shown again. */
  number: z.int(),
  server: z.string(),
  code: z.string(),
  invitation: z.string().nullable(),
  /** The join was tried, and the room wants one. */
  wantsPassword: z.boolean(),
  problem: problemSchema.nullable(),
})

export type PendingLink = z.infer<typeof pendingLinkSchema>

/**
 * How the window that is told this came in. own = on this machine, it may do everything; remote = from the network, it is a
 * remote control (`remoteRights.ts`) and is told no more than it needs.
 */
const windowAccessSchema = z.enum(['own', 'remote'])

export type WindowAccess = z.infer<typeof windowAccessSchema>

/**
 * Everything that the windows show, whole. A window gets it once as a snapshot and then only what changed
 * (`changes.ts`). It holds no credential; addresses of pictures lead to routes of the app itself.
 */
export const appStateSchema = z.object({
  access: windowAccessSchema,
  app: z.object({
    version: z.string(),
    shell: z.enum(['electron', 'browser']),
    system: z.enum(['linux', 'windows', 'mac', 'other']),
    /** Whether this app knows where newer ones are. */
    canUpdate: z.boolean(),
    /** With sample films and without accounts of one's own (`npm start -- --demo`). */
    isDemo: z.boolean(),
  }),
  /** Whose library is open; null = nobody is signed in, show `signIn`. */
  account: accountViewSchema.nullable(),
  accounts: z.array(accountViewSchema),
  signIn: signInStateSchema,
  discovered: z.array(discoveredServerSchema),
  /** Whether the library answers; its problem otherwise (offline, signed out elsewhere). */
  library: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('closed') }),
    z.object({ kind: z.literal('opening') }),
    z.object({ kind: z.literal('open') }),
    z.object({ kind: z.literal('failed'), problem: problemSchema }),
  ]),
  sessionServer: sessionServerStateSchema,
  /** Public rooms on the session server; null = not known (yet). */
  rooms: z.array(roomListingSchema).nullable(),
  inbox: z.array(inboxEntrySchema),
  players: z.array(playerViewSchema),
  doctor: doctorStateSchema,
  calibration: calibrationStateSchema,
  settings: appSettingsSchema,
  notices: z.array(noticeSchema).max(20),
  pendingLink: pendingLinkSchema.nullable(),
  /** null = nothing is asked. */
  trustQuestion: trustQuestionSchema.nullable(),
  companion: companionStateSchema,
})

export type AppState = z.infer<typeof appStateSchema>

export const initialAppState: AppState = {
  access: 'own',
  app: { version: '0.0.0', shell: 'browser', system: 'other', canUpdate: false, isDemo: false },
  account: null,
  accounts: [],
  signIn: { kind: 'server', address: '', problem: null },
  discovered: [],
  library: { kind: 'closed' },
  sessionServer: { kind: 'starting' },
  rooms: null,
  inbox: [],
  players: [],
  doctor: { kind: 'idle' },
  calibration: { kind: 'idle' },
  settings: initialAppSettings,
  notices: [],
  pendingLink: null,
  trustQuestion: null,
  companion: initialCompanionState,
}
