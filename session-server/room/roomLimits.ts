import { defaultLeadLimits, type LeadLimits } from '../../sync/timeline.ts'

/** Every figure that a room's rules depend on. All are options of the server. */
export interface RoomLimits {
  /** A member that is short of bytes for longer than this pauses the room. */
  readonly stallMs: number
  /** A member stalls at most this often within `flapWindowMs` with the room waiting for it. */
  readonly stallsBeforeFlapping: number
  readonly flapWindowMs: number
  /** How long a start, a seek or a stall holds the room for members that are not ready. */
  readonly readyWaitMs: number
  /** The same where the player of whoever leads the room moves already and cannot be held. */
  readonly leaderWaitMs: number
  /** How long a host that dropped keeps the role. */
  readonly hostGraceMs: number
  /** How long the place of a member that dropped is kept. */
  readonly awayGraceMs: number
  /** How long a room in which nobody is present is kept. */
  readonly keepEmptyMs: number
  /** How long a room that came back with a restarted server waits for a member that is still playing. */
  readonly resumeWaitMs: number
  /** A member whose drift is within this has caught up with the room: from then on its stalls count. */
  readonly caughtUpWithinMs: number
  readonly membersPerRoom: number
  /** How long a vote goes on. */
  readonly ballotMs: number
  /** How long members may take to say whether they can see a film. */
  readonly sightWaitMs: number
  /** A member reacts at most so often within the window. */
  readonly reactionsPerWindow: number
  readonly reactionWindowMs: number
  /** How many people a room expects, keeps out, and remembers, each. */
  readonly peoplePerRoom: number
  /** How many answers are remembered per member, so that a repeated request is not carried out twice. */
  readonly answersRemembered: number
  readonly lead: LeadLimits
}

export const defaultRoomLimits: RoomLimits = {
  stallMs: 500,
  stallsBeforeFlapping: 2,
  flapWindowMs: 60_000,
  readyWaitMs: 15_000,
  leaderWaitMs: 2_000,
  hostGraceMs: 30_000,
  awayGraceMs: 120_000,
  keepEmptyMs: 300_000,
  resumeWaitMs: 5_000,
  caughtUpWithinMs: 1_000,
  membersPerRoom: 100,
  ballotMs: 30_000,
  sightWaitMs: 5_000,
  reactionsPerWindow: 10,
  reactionWindowMs: 10_000,
  peoplePerRoom: 200,
  answersRemembered: 32,
  lead: defaultLeadLimits,
}
