import { z } from 'zod'

/** Whom a start, a seek or a change of media waits for. */
const waitForSchema = z.enum(['everyone', 'host', 'nobody'])

/**
 * Who may play, pause, seek, change the rate and go on to the next film. `vote`: play and pause are everyone's, a seek,
 * another rate or the next film need the members' votes.
 */
const controlSchema = z.enum(['host', 'controllers', 'everyone', 'vote'])

/** Who finds a room: everyone who asks for the list, whoever has its code, or invited people only. */
const visibilitySchema = z.enum(['public', 'unlisted', 'private'])

/** How a room is run. The host may change it at any time; it is read anew for every request. */
export const policySchema = z.strictObject({
  control: controlSchema,
  /** Widens `controllers`: viewers may play and pause. */
  viewersMayPause: z.boolean(),
  /** Widens `controllers`: viewers may seek and change the rate. */
  viewersMaySeek: z.boolean(),
  /** Which part of the present members has to be exceeded for a vote to pass; 1 = all of them. */
  quorum: z.number().min(0).max(1),
  /** Who may change what comes next. */
  queueEditors: z.enum(['host', 'controllers', 'everyone']),
  /** What somebody is who comes for the first time and was not invited as something else. */
  newcomers: z.enum(['controller', 'viewer']),
  visibility: visibilitySchema,
  waitFor: waitForSchema,
  /** Whether a member that stalls for longer than `stallMs` pauses the room. */
  pauseOnStall: z.boolean(),
  /** How long a start is announced before it happens, beyond what the slowest member needs. */
  startCountdownMs: z.number().min(0).max(60_000),
})

export type RoomPolicy = z.infer<typeof policySchema>

export const defaultPolicy: RoomPolicy = {
  control: 'controllers',
  viewersMayPause: false,
  viewersMaySeek: false,
  quorum: 0.5,
  queueEditors: 'controllers',
  newcomers: 'viewer',
  visibility: 'unlisted',
  waitFor: 'everyone',
  pauseOnStall: true,
  startCountdownMs: 0,
}

/** Some of the rules; a field that is there without a value counts as absent. */
export type PolicyChange = { readonly [Key in keyof RoomPolicy]?: RoomPolicy[Key] | undefined }

/** The policy with some of its fields changed; a field that is there without a value counts as absent. */
export function withPolicy(policy: RoomPolicy, change: PolicyChange): RoomPolicy {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  return policySchema.parse({ ...policy, ...Object.fromEntries(given) })
}
