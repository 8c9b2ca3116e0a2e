import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Film } from '../../../demo/films/film.ts'
import { FILM_RECIPES } from '../../../demo/films/recipes.ts'
import {
  startDemoLibrary,
  type DemoLibrary,
  type DemoLibraryOptions,
} from '../../../demo/library/demoLibrary.ts'
import { ADA, type DemoPerson } from '../../../demo/library/people.ts'
import type { AppIdentity } from '../../../jellyfin/authorization.ts'
import { connectServer } from '../../../jellyfin/connectServer.ts'
import type { Credentials } from '../../../jellyfin/credentials.ts'
import { openJellyfinLibrary, type JellyfinLibrary } from '../../../jellyfin/jellyfinLibrary.ts'
import { formatPictureName } from '../../../jellyfin/pictures/pictureName.ts'
import { startRelay, type Relay } from '../../../jellyfin/relay/relay.ts'
import { signInWithPassword } from '../../../jellyfin/signIn.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import type { Result } from '../../../protocol/result.ts'
import { startRecordingProxy, type RecordingProxy } from './recordingProxy.ts'

/** Values that a header could not carry as they are. */
export const app: AppIdentity = { name: 'Lockstep', version: '0.1.0', device: 'Küche "links", 2' }
export const clock = createSystemClock()

/** Everything that a test of the library stands on: the stand-in, a recorder before it, and somebody signed in. */
export interface Fixture {
  readonly demo: DemoLibrary
  readonly proxy: RecordingProxy
  readonly relay: Relay
  readonly credentials: Credentials
  readonly library: JellyfinLibrary
  /** The bytes of every film. */
  readonly bytes: Buffer
}

/** Big enough for several chunks and ranges. */
const filmBytes = 2_000_003

/** Starts all of it and ends it with the test. */
export async function openFixture(options: DemoLibraryOptions = {}, person = ADA): Promise<Fixture> {
  const { demo, proxy, bytes } = await startLibrary(options)
  const credentials = await signIn(proxy.url, person)
  const relay = await startRelay({ clock })
  onTestFinished(() => relay.close())
  const library = must(
    await openJellyfinLibrary({ credentials, relay, clock, app, picture: formatPictureName }),
  )
  onTestFinished(() => library.close())
  return { demo, proxy, relay, credentials, library, bytes }
}

export async function startLibrary(options: DemoLibraryOptions = {}) {
  const { films, bytes } = await paperFilms()
  const demo = await startDemoLibrary({ films, ...options })
  onTestFinished(() => demo.close())
  const proxy = await startRecordingProxy(demo.url)
  onTestFinished(() => proxy.close())
  return { demo, proxy, bytes }
}

export async function signIn(url: string, person: DemoPerson, deviceId = `device-of-${person.name}`) {
  const server = must(await connectServer(url, clock))
  return must(await signInWithPassword({ server, app, deviceId, clock }, person.name, person.password))
}

/** The value of a result that the test takes for granted. */
export function must<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`unexpected problem: ${JSON.stringify(result.problem)}`)
  return result.value
}

/** The problem of a result that the test expects to fail. */
export function problemOf<Problem>(result: Result<unknown, Problem>): Problem {
  if (result.ok) throw new Error(`unexpected success: ${JSON.stringify(result.value)}`)
  return result.problem
}

/** Films by their recipes, whose files hold noise: nothing here looks at a picture. */
async function paperFilms(): Promise<{ films: readonly Film[]; bytes: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-paper-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const bytes = randomBytes(filmBytes)
  const file = join(folder, 'film.mkv')
  const subtitle = join(folder, 'film.srt')
  await writeFile(file, bytes)
  await writeFile(subtitle, '1\n00:00:01,000 --> 00:00:02,000\nEins\n')
  const films = FILM_RECIPES.map((recipe) => ({
    recipe,
    file,
    sizeBytes: filmBytes,
    durationMs: recipe.seconds * 1000,
    videoStartMs: 0,
    subtitleFiles: recipe.subtitles.filter(({ form }) => form === 'external').map(() => subtitle),
  }))
  return { films, bytes }
}
