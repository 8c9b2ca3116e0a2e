import { z } from 'zod'
import type { FilmRecipe } from './recipes.ts'

/** A sample film that lies ready on disk. */
export interface Film {
  readonly recipe: FilmRecipe
  /** Absolute path of the media file. */
  readonly file: string
  readonly sizeBytes: number
  /** Length by the container, in ms. */
  readonly durationMs: number
  /**
   * Container time of the first picture, in ms. Not always 0: in Matroska the lead-in of AAC shifts the pictures by
   * 21 ms, so frame n is shown at `videoStartMs + n / rate`.
   */
  readonly videoStartMs: number
  /** Absolute paths of the external subtitles, in the recipe's order. */
  readonly subtitleFiles: readonly string[]
}

/** What is written beside a finished film, paths relative to its folder. */
export const filmRecordSchema = z.object({
  file: z.string(),
  sizeBytes: z.number(),
  durationMs: z.number(),
  videoStartMs: z.number(),
  subtitleFiles: z.array(z.string()),
})

export type FilmRecord = z.infer<typeof filmRecordSchema>
