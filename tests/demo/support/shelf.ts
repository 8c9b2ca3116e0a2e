import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ensureFilms } from '../../../demo/films/ensureFilms.ts'
import type { Film } from '../../../demo/films/film.ts'
import { FILM_RECIPES } from '../../../demo/films/recipes.ts'
import {
  type DemoLibrary,
  type DemoLibraryOptions,
  startDemoLibrary,
} from '../../../demo/library/demoLibrary.ts'

/** Every film by name and length, none with a file: enough for whatever does not play. */
export const emptyBoxes = (): readonly Film[] =>
  FILM_RECIPES.map((recipe) => ({
    recipe,
    file: `/nowhere/${recipe.id}.${recipe.container}`,
    sizeBytes: 20_000_000,
    durationMs: recipe.seconds * 1000,
    videoStartMs: 0,
    subtitleFiles: [],
  }))

/** The real film that is made fastest. */
export const REAL_FILM_ID = 'lighthouse-1'

/** Makes it on a fresh machine, a few seconds; afterwards it is there. */
export async function realFilm(): Promise<Film> {
  const films = await ensureFilms({ only: [REAL_FILM_ID] })
  if (!films.ok) throw new Error(films.problem.sentence)
  const [film] = films.value
  if (!film) throw new Error('no film was made')
  return film
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-demo-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A film's file of known bytes, each telling its own place. */
export async function countingFilm(sizeBytes: number): Promise<Film> {
  const [film] = emptyBoxes()
  if (!film) throw new Error('there are no recipes')
  const file = join(await temporaryFolder(), 'film.mkv')
  await writeFile(file, Buffer.from(Array.from({ length: sizeBytes }, (_, index) => index % 251)))
  return { ...film, file, sizeBytes }
}

/** A library that closes with the test. */
export async function openLibrary(options: DemoLibraryOptions = {}): Promise<DemoLibrary> {
  const library = await startDemoLibrary({ films: emptyBoxes(), ...options })
  onTestFinished(() => library.close())
  return library
}
