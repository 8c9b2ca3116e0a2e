import { z } from 'zod'

const name = z.string().max(64)

/** What happened, in words of the protocol; companions make sentences of them. */
const happeningSchema = z.enum([
  'created',
  'joined',
  'left',
  'went-away',
  'came-back',
  'played',
  'paused',
  'sought',
  'changed-rate',
  'resynced',
  'stalled',
  'recovered',
  'waited-too-long',
  'became-host',
  'server-restarted',
  'went-free',
  'followed-again',
  'changed-media',
  'queued',
  'unqueued',
  'reordered-queue',
  'cleared-queue',
  'called-vote',
  'vote-passed',
  'vote-failed',
  'raised-hand',
  'asked-for-pause',
  'lowered-hand',
  'granted-pause',
  'changed-role',
  'kicked',
  'banned',
  'unbanned',
  'muted',
  'unmuted',
  'locked',
  'unlocked',
  'set-password',
  'cleared-password',
  'changed-policy',
  'renamed',
  'set-expiry',
  'cleared-expiry',
  'invited',
  'uninvited',
  'declined',
  'ended',
  'expired',
])

/** Who did what, as the log and the toasts tell it. `memberId` null = the room itself (a timer, a rule). */
export const roomEventSchema = z.object({
  /** Session clock. */
  atMs: z.number().finite(),
  memberId: z.string().max(64).nullable(),
  name: name.nullable(),
  what: happeningSchema,
  /** Position for `sought`, rate for `changed-rate`, instant (session clock) for `set-expiry`; else null. */
  amount: z.number().finite().nullable(),
  /** To whom it was done, where it was done to somebody; `memberId` null = they are not in the room. */
  target: z.object({ memberId: z.string().max(64).nullable(), name }).nullable(),
  /**
   * What it was about: the title of a film, the new name of the room, the role given, the fields of the policy, what
   * a vote is about (`seek`, `rate`, `next`); else null.
   */
  detail: z.string().max(300).nullable(),
})

export type RoomEvent = z.infer<typeof roomEventSchema>
