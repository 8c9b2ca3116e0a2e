import { z } from 'zod'
import { companionCommandSchema } from '../companionCommand.ts'
import { offsetSchema } from '../personal.ts'
import { appSettingsSchema } from './settings.ts'

const address = z.string().trim().min(1).max(2000)
const who = { serverId: z.string().min(1).max(128), userId: z.string().min(1).max(128) }

/** What a window may ask of the app. Each is answered with what became of it; the state tells the rest. */
export const appCommandSchema = z.discriminatedUnion('kind', [
  /** Anything that concerns rooms, films and the player. */
  z.strictObject({ kind: z.literal('companion'), command: companionCommandSchema }),

  /** Finds the Jellyfin that somebody means; `signIn` goes on to `user`, or tells why not. */
  z.strictObject({ kind: z.literal('connect-server'), address }),
  /** Goes on with the server of a `certificate` step. The fingerprint is that which the person saw. */
  z.strictObject({ kind: z.literal('trust-certificate'), fingerprint: z.string().max(200) }),
  z.strictObject({
    kind: z.literal('sign-in'),
    userName: z.string().trim().min(1).max(200),
    password: z.string().max(1024),
  }),
  z.strictObject({ kind: z.literal('quick-connect') }),
  /** One step back: from a user to the server, from Quick Connect to the user, out of signing in when somebody is. */
  z.strictObject({ kind: z.literal('back') }),
  /** Begins to sign in once more, beside those who are. */
  z.strictObject({ kind: z.literal('add-account') }),
  z.strictObject({ kind: z.literal('switch-account'), ...who }),
  z.strictObject({ kind: z.literal('sign-out'), ...who }),
  /** Tries at once again to open a library that cannot be reached; it is tried by itself, too. */
  z.strictObject({ kind: z.literal('retry-library') }),
  /** Looks for servers on the local network again. */
  z.strictObject({ kind: z.literal('discover') }),

  /** Plays a film alone, in the player, without a room that anybody else could find. */
  z.strictObject({
    kind: z.literal('play-alone'),
    itemId: z.string().min(1).max(128),
    startMs: z.number().finite().min(0).nullable(),
  }),
  /** In the demo: opens a room for the sample film and starts it, for whoever comes along. */
  z.strictObject({ kind: z.literal('watch-sample') }),
  /** Follows a link that was pasted or clicked; `pendingLink` tells what it waits for. */
  z.strictObject({ kind: z.literal('open-link'), link: z.string().max(4096) }),
  /** Joins the room of `pendingLink`. */
  z.strictObject({ kind: z.literal('follow-link'), password: z.string().max(1024).nullable() }),
  z.strictObject({ kind: z.literal('drop-link') }),
  z.strictObject({
    kind: z.literal('answer-invitation'),
    roomId: z.string().min(1).max(64),
    accept: z.boolean(),
    password: z.string().max(1024).nullable(),
  }),

  /** Whether the session server of `trustQuestion` may be sent the sign-in. */
  z.strictObject({ kind: z.literal('answer-trust'), server: z.string().max(300), agrees: z.boolean() }),

  z.strictObject({ kind: z.literal('change-settings'), change: appSettingsSchema.partial() }),
  /** Looks for players again. */
  z.strictObject({ kind: z.literal('find-players') }),
  z.strictObject({ kind: z.literal('examine') }),
  z.strictObject({ kind: z.literal('stop-examining') }),
  /** Plays a clip that flashes and clicks at once; `calibration` of the state tells the rest. */
  z.strictObject({ kind: z.literal('begin-calibration') }),
  /** The click comes too late (positive) or too early; null = from nothing. */
  z.strictObject({ kind: z.literal('shift-sound'), byMs: offsetSchema.nullable() }),
  z.strictObject({ kind: z.literal('end-calibration'), keep: z.boolean() }),
  /** Asks whether a session server answers there; null = the one that is set. */
  z.strictObject({ kind: z.literal('test-session-server'), address: address.nullable() }),
  z.strictObject({ kind: z.literal('dismiss-notice'), id: z.int().min(1) }),
])

export type AppCommand = z.infer<typeof appCommandSchema>
