import { connect, createServer } from 'node:net'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Display } from '../display.ts'
import type { Ending } from '../ending.ts'
import { startOwned } from '../ownedChild.ts'
import { sleep } from '../waiting.ts'
import type { VlcHome } from './vlcHome.ts'

export interface PlainVlcOptions {
  readonly home: VlcHome
  readonly display: Display
  readonly clock: Clock
  readonly ending: Ending
}

const UP_WITHIN_MS = 15_000
const LOOK_EVERY_MS = 50
const END_MS = 500

/** Starts a VLC as its viewer would; resolves when its web interface listens. */
export async function startPlainVlc(options: PlainVlcOptions): Promise<Result<{ port: number }, Problem>> {
  const { home, display, clock, ending } = options
  const port = await freePort()
  const web = ['--http-host', '127.0.0.1', '--http-port', String(port)]
  const vlc = startOwned('vlc', ['--no-one-instance', ...web], {
    ...home.user,
    env: environment(home, display),
    stdio: 'ignore',
  })
  ending.add(async () => void (await vlc.stop(END_MS)))
  const ended = vlc.ended.then(() => true)
  for (const untilMs = clock.nowMs() + UP_WITHIN_MS; clock.nowMs() < untilMs;) {
    if (await answers(port)) return success({ port })
    if (await Promise.race([ended, sleep(clock, LOOK_EVERY_MS).then(() => false)])) break
  }
  return failure(notUp)
}

function environment({ folder, env, user }: VlcHome, display: Display): NodeJS.ProcessEnv {
  const { PATH, LANG, DISPLAY, WAYLAND_DISPLAY, HOME, XDG_RUNTIME_DIR } = process.env
  const screen = display.kind === 'virtual' ? { DISPLAY: display.name } : { DISPLAY, WAYLAND_DISPLAY }
  // Another user's home and runtime folder are closed to VLC.
  const own = user === null ? { HOME, XDG_RUNTIME_DIR, ...env } : { HOME: folder, XDG_RUNTIME_DIR: folder }
  return { PATH, LANG, ...screen, ...own }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const finish = (isUp: boolean) => {
      socket.destroy()
      resolve(isUp)
    }
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const notUp: Problem = {
  code: 'vlc-not-up',
  sentence: 'VLC did not open its web interface.',
  nextStep:
    'Try "vlc --extraintf http --http-password x" in a terminal: whatever it says there has to be mended first.',
}
