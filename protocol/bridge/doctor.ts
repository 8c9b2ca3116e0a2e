import { z } from 'zod'

/** green = good; amber = works, but; red = does not work; unknown = could not be looked at, and why. */
export const verdictSchema = z.enum(['green', 'amber', 'red', 'unknown'])

export type Verdict = z.infer<typeof verdictSchema>

/** One thing that was looked at. */
export const doctorLineSchema = z.object({
  about: z.string(),
  verdict: verdictSchema,
  sentence: z.string(),
  /** The one thing to do about it; null when there is nothing to do. */
  fix: z.string().nullable(),
  /** What was measured, by name with its unit. */
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
})

export type DoctorLine = z.infer<typeof doctorLineSchema>

export const doctorReportSchema = z.object({
  app: z.string(),
  system: z.string(),
  lines: z.array(doctorLineSchema),
  worst: verdictSchema,
})

export type DoctorReport = z.infer<typeof doctorReportSchema>

/** An examination, as far as it got. */
export const doctorStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('running'), lines: z.array(doctorLineSchema) }),
  z.object({ kind: z.literal('done'), report: doctorReportSchema }),
])
