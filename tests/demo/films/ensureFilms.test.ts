import { readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ensureFilms, type FilmProgress, filmsDir } from '../../../demo/films/ensureFilms.ts'
import { FILM_IDS, FILM_RECIPES, type FilmRecipe } from '../../../demo/films/recipes.ts'
import { temporaryFolder } from '../support/shelf.ts'

/** Made in half a second. */
const recipes: readonly FilmRecipe[] = FILM_RECIPES.slice(0, 2).map((recipe) => ({ ...recipe, seconds: 5 }))

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the cache of films', () => {
  it(
    '[DM45] makes a film once, telling how far it is, and gives it ever after',
    { timeout: 60_000 },
    async () => {
      const dir = await temporaryFolder()
      const told: FilmProgress[] = []
      const first = await ensureFilms({ dir, recipes, onProgress: (progress) => told.push(progress) })
      if (!first.ok) throw new Error(first.problem.sentence)
      expect(first.value.map(({ recipe }) => recipe.id)).toEqual(['night', 'tide'])
      expect(told[0]).toEqual({ title: 'Night of the Metronome', percent: 0 })
      expect(told.at(-1)?.percent).toBe(100)
      expect(told.map(({ percent }) => percent)).toEqual(
        told.map(({ percent }) => percent).toSorted((a, b) => a - b),
      )
      const file = first.value[0]?.file ?? ''
      expect((await stat(file)).size).toBe(first.value[0]?.sizeBytes)

      const again = await ensureFilms({
        dir,
        recipes,
        onProgress: () => expect.unreachable('it is there already'),
      })
      expect(again).toEqual(first)
    },
  )

  it('[DM45] makes a film anew when its file is damaged or its recipe has changed', async () => {
    const dir = await temporaryFolder()
    const one = recipes.slice(0, 1)
    const first = await ensureFilms({ dir, recipes: one })
    const file = first.ok ? (first.value[0]?.file ?? '') : ''
    await truncate(file, 1000)
    expect(await ensureFilms({ dir, recipes: one })).toMatchObject({ ok: true })
    expect((await stat(file)).size).toBeGreaterThan(1000)
    await rm(join(file, '..', 'film.json'))
    expect(await ensureFilms({ dir, recipes: one })).toMatchObject({ ok: true })
    const changed = await ensureFilms({ dir, recipes: one.map((recipe) => ({ ...recipe, title: 'Other' })) })
    expect(changed.ok && changed.value[0]?.file).not.toBe(file)
  })

  it('[DM48] comes to the same when two programs start at once', async () => {
    const dir = await temporaryFolder()
    const both = await Promise.all([ensureFilms({ dir, recipes }), ensureFilms({ dir, recipes })])
    expect(both.map(({ ok }) => ok)).toEqual([true, true])
    expect(await readdir(dir)).toHaveLength(2)
  })

  it('[DM46] leaves nothing half made when it is stopped', async () => {
    const dir = await temporaryFolder()
    const stop = new AbortController()
    const stopped = await ensureFilms({
      dir,
      recipes,
      signal: stop.signal,
      onProgress: ({ percent }) => percent > 0 && stop.abort(),
    })
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'films-stopped' } })
    expect(await readdir(dir)).toEqual([])
  })

  it('[DM47] says what to install when ffmpeg is missing', async () => {
    vi.stubEnv('PATH', '/nowhere')
    const answer = await ensureFilms({ dir: await temporaryFolder(), recipes })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'ffmpeg-missing' } })
    expect(JSON.stringify(answer)).toContain('apt install ffmpeg')
  })

  it('[DM47] says when the folder cannot be written, or the film is unknown', async () => {
    const unwritable = await ensureFilms({ dir: join(import.meta.filename, 'films'), recipes })
    expect(unwritable).toMatchObject({ ok: false, problem: { code: 'films-failed' } })
    const unknown = await ensureFilms({ only: ['nonsense'] })
    expect(unknown).toMatchObject({ ok: false, problem: { code: 'film-unknown' } })
    expect(JSON.stringify(unknown)).toContain(FILM_IDS[0])
  })

  it('[DM45] lies where the caller or LOCKSTEP_FILMS_DIR says, else beside the code', () => {
    vi.stubEnv('LOCKSTEP_FILMS_DIR', '/elsewhere')
    expect(filmsDir('/here')).toBe('/here')
    expect(filmsDir()).toBe('/elsewhere')
    vi.stubEnv('LOCKSTEP_FILMS_DIR', '')
    expect(filmsDir()).toBe(join(import.meta.dirname, '../../..', '.cache', 'films'))
  })
})
