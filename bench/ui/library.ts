import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowserShell, type BrowserShell } from '../../app/browser/browserShell.ts'
import { openApp } from '../../app/host/openApp.ts'
import type { App } from '../../companion/app/appApi.ts'
import { ensureFilms } from '../../demo/films/ensureFilms.ts'
import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import { startDemoLibrary } from '../../demo/library/demoLibrary.ts'
import { ADA } from '../../demo/library/people.ts'
import type { Ending } from '../../demo/run/ending.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

export interface FilledLibrary {
  readonly app: App
  readonly shell: BrowserShell
  /** Of the library that was filled up. */
  readonly libraryId: string
}

export interface LibraryParts {
  readonly films: number
  readonly interfaceFolder: string
  readonly ending: Ending
}

/** The real app at a real library of that many films, signed in, with a shell for windows. */
export async function openFilledLibrary(parts: LibraryParts): Promise<Result<FilledLibrary, Problem>> {
  const { films: wanted, interfaceFolder, ending } = parts
  const films = await ensureFilms({ only: [FILM_RECIPES[0].id] })
  if (!films.ok) return films
  const library = await startDemoLibrary({ films: films.value, stock: { inventedFilms: wanted - 1 } })
  ending.add(() => library.close())
  const home = await mkdtemp(join(tmpdir(), 'lockstep-bench-'))
  ending.add(() => rm(home, { recursive: true, force: true }))
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, LOCKSTEP_SERVER: 'ws://127.0.0.1:0' }
  const { app } = openApp({ shell: 'browser', env })
  ending.add(() => app.close())
  const connected = await app.command({ kind: 'connect-server', address: library.url })
  if (!connected.ok) return connected
  const signedIn = await app.command({ kind: 'sign-in', userName: ADA.name, password: ADA.password })
  if (!signedIn.ok) return signedIn
  const libraries = await app.query({ kind: 'libraries' })
  if (!libraries.ok) return libraries
  const first = libraries.value.find(({ title }) => title === 'Films') ?? libraries.value[0]
  if (first === undefined) return failure(noLibrary)
  const shell = await startBrowserShell({
    ...{ app, interfaceFolder, port: 0, openToNetwork: false },
    onFault: (error) => console.error(error),
  })
  if (!shell.ok) return shell
  ending.add(() => shell.value.close())
  return success({ app, shell: shell.value, libraryId: first.id })
}

const noLibrary: Problem = {
  code: 'no-library',
  sentence: 'The sample library is empty.',
  nextStep: 'This is a bug of the bench.',
}
