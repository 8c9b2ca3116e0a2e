import { z } from 'zod'

/** What the process that is measured tells about itself when it is asked. */
export const targetFiguresSchema = z.object({
  /** Resident memory, after a collection when one was asked for. */
  rssBytes: z.number(),
  heapBytes: z.number(),
  /** What the event loop was late, 99th percentile since the last question, ms. */
  lagP99Ms: z.number(),
  lagMaxMs: z.number(),
  /** How often the server logged an error since it was started: each one is a bug. */
  faults: z.number(),
})

export type TargetFigures = z.infer<typeof targetFiguresSchema>

export const targetQuestionSchema = z.enum(['figures', 'figures-after-collection'])

export type TargetQuestion = z.infer<typeof targetQuestionSchema>

/** The first thing that the process says: where it listens. */
export const targetReadySchema = z.object({ url: z.string() })
