import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Film, type FilmRecord, filmRecordSchema } from './film.ts'
import { FILM_FORMAT_VERSION, type FilmRecipe } from './recipes.ts'

const RECORD = 'film.json'
const MAKING = '.making'

/** A film's folder carries the fingerprint of its recipe: another recipe is another folder. */
function filmFolderName(recipe: FilmRecipe): string {
  const content = JSON.stringify([FILM_FORMAT_VERSION, recipe])
  return `${recipe.id}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`
}

/** The finished film, or null when it has not been made (or what lies there is not whole). */
export async function loadFilm(dir: string, recipe: FilmRecipe): Promise<Film | null> {
  const folder = join(dir, filmFolderName(recipe))
  const record = await readRecord(join(folder, RECORD))
  if (record === null || !(await isWhole(folder, record))) return null
  const subtitleFiles = record.subtitleFiles.map((name) => join(folder, name))
  return { ...record, recipe, file: join(folder, record.file), subtitleFiles }
}

async function readRecord(file: string): Promise<FilmRecord | null> {
  try {
    return filmRecordSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

/** Somebody may have tidied up, or a disk may have filled. */
async function isWhole(folder: string, record: FilmRecord): Promise<boolean> {
  const size = await stat(join(folder, record.file)).then(
    (found) => found.size,
    () => null,
  )
  return size === record.sizeBytes
}

/** A folder to work in that no reader takes for a film, named so that others see who works on what. */
export async function openWorkshop(dir: string, recipe: FilmRecipe): Promise<string> {
  await mkdir(dir, { recursive: true })
  return mkdtemp(join(dir, `${MAKING}-${filmFolderName(recipe)}-${process.pid}-`))
}

/**
 * Publishes a finished workshop in one step, so that an interrupted making never leaves half a film. When somebody
 * else was faster, theirs stays: the recipe is the same. What lies there and is no whole film gives way.
 */
export async function publishWorkshop(workshop: string, dir: string, recipe: FilmRecipe): Promise<void> {
  if ((await loadFilm(dir, recipe)) !== null) return
  const folder = join(dir, filmFolderName(recipe))
  await rm(folder, { recursive: true, force: true })
  await rename(workshop, folder).catch(async (error: unknown) => {
    // Between the look and the move, after all.
    if ((await loadFilm(dir, recipe)) === null) throw error
  })
}

/** Writes the record that makes a folder a film. Inputs of the encoder are not kept. */
export async function sealWorkshop(workshop: string, record: FilmRecord): Promise<void> {
  const kept = new Set([record.file, ...record.subtitleFiles])
  for (const name of await readdir(workshop)) {
    if (!kept.has(name)) await rm(join(workshop, name))
  }
  await writeFile(join(workshop, RECORD), JSON.stringify(record, null, 2))
}

/** Whether a living process has a workshop for this recipe. Workshops of dead processes are removed on the way. */
export async function isBeingMade(dir: string, recipe: FilmRecipe): Promise<boolean> {
  const prefix = `${MAKING}-${filmFolderName(recipe)}-`
  const names = await readdir(dir).catch(() => [])
  let found = false
  for (const name of names.filter((candidate) => candidate.startsWith(prefix))) {
    if (isAlive(Number.parseInt(name.slice(prefix.length), 10))) found = true
    else await rm(join(dir, name), { recursive: true, force: true })
  }
  return found
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
