import { z } from 'zod'
import { problemSchema } from './problem.ts'

/** What can be unlike it should be with a member's player or film. docs/health.md tells each from start to end. */
export const conditionKinds = [
  /** The player is no more: closed by the viewer, ended by itself, silent, let go of, never there. */
  'player-closed',
  'player-crashed',
  'player-hung',
  'player-detached',
  'player-not-started',
  /** The player plays something else. */
  'other-film',
  /** The stream ended before the film did. */
  'stream-lost',
  /** The film comes slower than it plays. */
  'stream-slow',
  'no-picture',
  'no-sound',
  'no-decoder',
  /** The player was started without something that was asked for. */
  'option-dropped',
  /** This machine, or this program, stood still. */
  'slept',
  'film-over',
] as const

export type ConditionKind = (typeof conditionKinds)[number]

/** How a condition ends. */
export const wayBackSchema = z.discriminatedUnion('kind', [
  /** Without anybody's doing. */
  z.object({ kind: z.literal('by-itself') }),
  /** Lockstep tries again: the `attempt`th time at `nextAtMs` (time of day), null = now. */
  z.object({ kind: z.literal('retrying'), attempt: z.int().min(1), nextAtMs: z.number().nullable() }),
  /** A person decides, with this command. */
  z.object({ kind: z.literal('command'), command: z.literal('restart-player') }),
  /** Something outside of Lockstep has to be mended; the next step says what. */
  z.object({ kind: z.literal('outside') }),
])

export type WayBack = z.infer<typeof wayBackSchema>

export const conditionSchema = z.object({
  what: z.enum(conditionKinds),
  /** stopped = this member cannot follow; impaired = it follows with less; note = worth knowing. */
  severity: z.enum(['stopped', 'impaired', 'note']),
  /** Time of day, ms since 1970. */
  sinceMs: z.number(),
  problem: problemSchema,
  wayBack: wayBackSchema,
})

export type Condition = z.infer<typeof conditionSchema>
