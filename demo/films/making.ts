import type { FilmRecipe } from './recipes.ts'

/** The work on one film. */
export interface Making {
  readonly recipe: FilmRecipe
  /** An empty folder of its own. */
  readonly folder: string
  readonly onFrames: (framesDone: number) => void
  readonly signal: AbortSignal | undefined
}
