import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VlcClient } from '../../adapters/vlc/vlcClient.ts'
import type { RunAs } from '../../adapters/vlc/vlcPlace.ts'
import type { Clock } from '../../sync/clock.ts'

/** No window and no sound device, yet at the pace of a real one. */
export const HEADLESS_VLC = ['-I', 'dummy', '--vout', 'dummy', '--aout', 'dummy']

/** Somebody who may run VLC, with a home of their own: root may not, so there it is nobody. */
export interface VlcUser {
  readonly runAs: RunAs | undefined
  readonly home: string
  remove(): Promise<void>
}

const NOBODY = 65534

export async function createVlcUser(): Promise<VlcUser> {
  const home = await mkdtemp(join(tmpdir(), 'lockstep-home-'))
  const remove = () => rm(home, { recursive: true, force: true })
  if (process.getuid?.() !== 0) return { runAs: undefined, home, remove }
  await chown(home, NOBODY, NOBODY)
  await chmod(home, 0o700)
  return { runAs: { uid: NOBODY, gid: NOBODY, home }, home, remove }
}

/** A VLC as a viewer runs it by hand, with its web interface switched on. */
export interface RealVlc {
  readonly port: number
  readonly password: string
  readonly process: ChildProcess
  close(): Promise<void>
}

export async function runVlc(user: VlcUser, clock: Clock, more: readonly string[] = []): Promise<RealVlc> {
  const port = await freePort()
  const password = 'a viewer\'s "own" pässword'
  const web = ['--extraintf', 'http', '--http-host', '127.0.0.1', '--http-port', String(port)]
  const { runAs, home } = user
  const child = spawn(
    'vlc',
    ['--ignore-config', '--no-one-instance', ...HEADLESS_VLC, ...web, ...more, '--http-password', password],
    {
      ...(runAs === undefined ? {} : { uid: runAs.uid, gid: runAs.gid }),
      env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home, LANG: 'C.UTF-8' },
      stdio: 'ignore',
    },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const close = async () => {
    child.kill('SIGKILL')
    await ended
  }
  await untilItAnswers(new VlcClient({ host: '127.0.0.1', port, password }, clock), clock)
  return { port, password, process: child, close }
}

async function untilItAnswers(client: VlcClient, clock: Clock): Promise<void> {
  const endsAtMs = clock.nowMs() + 15_000
  for (;;) {
    const answer = await client.get('/requests/status.json', [], 1000)
    if (answer.ok) return
    if (clock.nowMs() > endsAtMs) throw new Error(`No VLC: ${answer.problem}`)
    await new Promise<void>((resolve) => void clock.after(50, resolve))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** The configuration that a launched VLC was given: the only place where its password stands. */
export function configOf(pid: number): string {
  const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  return args[args.indexOf('--config') + 1] ?? ''
}

/** Another remote control of a launched VLC: somebody who acts in it, or measures it from outside. */
export function besideLaunched(pid: number, clock: Clock): VlcClient {
  const config = readFileSync(configOf(pid), 'utf8')
  const last = (name: string) => [...config.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].at(-1)?.[1] ?? ''
  const access = { host: '127.0.0.1', port: Number(last('http-port')), password: last('http-password') }
  return new VlcClient(access, clock)
}
