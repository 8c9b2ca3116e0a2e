import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { DemoLibrary } from '../../../demo/library/demoLibrary.ts'
import type { DemoPerson } from '../../../demo/library/people.ts'
import { startSessionServer, type SessionServer } from '../../../session-server/server.ts'
import type { SessionServerOptions } from '../../../session-server/serverOptions.ts'
import { emptyBoxes, openLibrary, realFilm } from '../../demo/support/shelf.ts'
import { runCli, temporaryFolder } from './cliProcess.ts'

/** A real library with every film by name, and one that can be played. */
export const openPlayableLibrary = async (): Promise<DemoLibrary> => {
  const film = await realFilm()
  const others = emptyBoxes().filter(({ recipe }) => recipe.id !== film.recipe.id)
  return await openLibrary({ films: [film, ...others] })
}

/** A port of this machine where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A real session server on a free port, gone after the test. */
export async function openSessionServer(options: SessionServerOptions = {}): Promise<SessionServer> {
  const server = await startSessionServer({ port: 0, logLevel: 'silent', ...options })
  if (!server.ok) throw new Error(server.problem.sentence)
  onTestFinished(() => server.value.close({ restarting: false }))
  return server.value
}

/** Signs in with the command itself; resolves to the home that is signed in. */
export async function signIn(library: DemoLibrary, person: DemoPerson): Promise<string> {
  const home = temporaryFolder()
  const signedIn = await runCli(['login', library.url, '--user', person.name], {
    home,
    input: person.password,
  })
  expect(signedIn).toMatchObject({ code: 0 })
  return home
}

const accountsSchema = z.object({ accounts: z.array(z.object({ accessToken: z.string() })) })

/** The secret that must not be seen anywhere. */
export function tokenIn(home: string): string {
  const book = accountsSchema.parse(JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8')))
  const [account] = book.accounts
  if (account === undefined) throw new Error('nobody is signed in')
  return account.accessToken
}

/** An MPV that shows nothing and is heard by nobody, with nobody's own settings. */
export const quietPlayer = ['--no-config', '--vo=null', '--ao=null'].flatMap((option) => [
  '--player-arg',
  option,
])

/** An MPV that somebody started with a control socket, ended with the test. */
export async function startQuietMpv() {
  const socket = join(temporaryFolder(), 'mpv')
  const options = ['--no-config', '--vo=null', '--ao=null', '--idle=yes', '--no-terminal']
  const program = 'mpv'
  const mpv = spawn(program, [...options, `--input-ipc-server=${socket}`], { stdio: 'ignore' })
  onTestFinished(() => void mpv.kill('SIGKILL'))
  await expect.poll(() => existsSync(socket), { timeout: 10_000 }).toBe(true)
  return { socket, isRunning: () => mpv.exitCode === null && mpv.signalCode === null }
}
