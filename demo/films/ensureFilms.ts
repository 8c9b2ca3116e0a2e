import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Problem } from '../../protocol/problem.ts'
import { failure, type Result, success } from '../../protocol/result.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Film } from './film.ts'
import { isBeingMade, loadFilm, openWorkshop, publishWorkshop, sealWorkshop } from './filmFolder.ts'
import { makeFilm } from './makeFilm.ts'
import { FILM_RECIPES, type FilmRecipe, frameCount } from './recipes.ts'

export interface FilmProgress {
  /** Title of the film in the making. */
  readonly title: string
  /** Of all films asked for that were missing, 0 to 100, by number of pictures. */
  readonly percent: number
}

export interface EnsureFilmsOptions {
  /** Where films are kept; otherwise LOCKSTEP_FILMS_DIR, otherwise `.cache/films` beside the source code. */
  readonly dir?: string
  /** Ids of the films wanted (`FILM_IDS`); all of them when absent. */
  readonly only?: readonly string[]
  /** Other films than the sample films. */
  readonly recipes?: readonly FilmRecipe[]
  readonly onProgress?: (progress: FilmProgress) => void
  /** Stops the making; nothing unfinished stays behind. */
  readonly signal?: AbortSignal
}

/** Another process that makes the same film is waited for this long before we make it ourselves. */
const PATIENCE_MS = 120_000
const LOOK_EVERY_MS = 200

/**
 * Gives the sample films, made with ffmpeg when they are not there yet. Films are answered in the order of the
 * recipes. Problems: `film-unknown`, `ffmpeg-missing`, `films-failed` (disk full, folder not writable, a codec that
 * this ffmpeg lacks), `films-stopped`.
 */
export async function ensureFilms(
  options: EnsureFilmsOptions = {},
): Promise<Result<readonly Film[], Problem>> {
  const known = options.recipes ?? FILM_RECIPES
  const recipes = known.filter(({ id }) => options.only?.includes(id) ?? true)
  const unknown = options.only?.find((id) => !recipes.some((recipe) => recipe.id === id))
  if (unknown !== undefined) return failure(unknownFilm(unknown))
  const dir = filmsDir(options.dir)
  try {
    const made = await Promise.all(recipes.map((recipe) => loadFilm(dir, recipe)))
    const missing = recipes.filter((_, index) => made[index] === null)
    await makeMissing(missing, { ...options, dir })
    return success(await Promise.all(recipes.map((recipe) => finishedFilm(dir, recipe))))
  } catch (error) {
    return failure(problemOf(error, dir))
  }
}

/** The folder that `ensureFilms` uses. */
export function filmsDir(dir?: string): string {
  const beside = join(import.meta.dirname, '..', '..', '.cache', 'films')
  return resolve(dir ?? (process.env['LOCKSTEP_FILMS_DIR'] || beside))
}

async function makeMissing(missing: readonly FilmRecipe[], options: EnsureFilmsOptions & { dir: string }) {
  const total = missing.reduce((sum, recipe) => sum + frameCount(recipe), 0)
  let before = 0
  for (const recipe of missing) {
    const report = (frames: number) =>
      options.onProgress?.({ title: recipe.title, percent: (100 * (before + frames)) / total })
    report(0)
    if (!(await someoneElseMadeIt(options, recipe))) await makeOne(recipe, options, report)
    report(frameCount(recipe))
    before += frameCount(recipe)
  }
}

async function makeOne(
  recipe: FilmRecipe,
  { dir, signal }: EnsureFilmsOptions & { dir: string },
  onFrames: (frames: number) => void,
): Promise<void> {
  const folder = await openWorkshop(dir, recipe)
  try {
    await sealWorkshop(folder, await makeFilm({ recipe, folder, onFrames, signal }))
    await publishWorkshop(folder, dir, recipe)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Two programs started together would otherwise make the same film twice, at half the speed. */
async function someoneElseMadeIt({ dir, signal }: EnsureFilmsOptions & { dir: string }, recipe: FilmRecipe) {
  const clock = createSystemClock()
  const startedMs = clock.nowMs()
  while (clock.nowMs() - startedMs < PATIENCE_MS && (await isBeingMade(dir, recipe))) {
    signal?.throwIfAborted()
    await new Promise<void>((done) => clock.after(LOOK_EVERY_MS, done))
  }
  return (await loadFilm(dir, recipe)) !== null
}

async function finishedFilm(dir: string, recipe: FilmRecipe): Promise<Film> {
  const film = await loadFilm(dir, recipe)
  if (film === null) throw new Error(`${recipe.title} vanished from ${dir} while it was being used.`)
  return film
}

const unknownFilm = (id: string): Problem => ({
  code: 'film-unknown',
  sentence: `There is no sample film '${id}'.`,
  nextStep: `The films are: ${FILM_RECIPES.map((recipe) => recipe.id).join(', ')}.`,
})

function problemOf(error: unknown, dir: string): Problem {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      code: 'films-stopped',
      sentence: 'Making the sample films was stopped.',
      nextStep: 'Start again to make the rest.',
    }
  }
  if (/spawn ff(mpeg|probe) ENOENT/.test(message)) {
    return {
      code: 'ffmpeg-missing',
      sentence: 'The sample films are made with ffmpeg, which is not installed.',
      nextStep:
        'Install it (Debian/Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg).',
    }
  }
  return {
    code: 'films-failed',
    sentence: `The sample films could not be made: ${message}`,
    nextStep: `Check that ${dir} is writable and has 100 MB free, and that ffmpeg has x264, VP9 and Opus.`,
  }
}
