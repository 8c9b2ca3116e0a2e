import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import { launchVlc } from '../../adapters/vlc/launchVlc.ts'
import type { VlcLaunchOptions } from '../../adapters/vlc/launchVlc.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { writeScript } from '../support/executable.ts'
import { isRunning } from '../support/realMpv.ts'
import { HEADLESS_VLC, besideLaunched, configOf, createVlcUser } from '../support/realVlc.ts'
import type { VlcUser } from '../support/realVlc.ts'

const clock = createSystemClock()
const REPOSITORY = new URL('../../', import.meta.url).pathname
const isRoot = process.getuid?.() === 0

describe('launching VLC', () => {
  const players: PlayerAdapter[] = []
  let user: VlcUser
  let folder: string
  beforeAll(async () => {
    user = await createVlcUser()
  })
  afterAll(() => user.remove())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lockstep-launch-'))
    await chmod(folder, 0o755)
  })
  afterEach(async () => {
    for (const player of players.splice(0)) await player.close()
    await rm(folder, { recursive: true, force: true })
  })

  const launch = async (options: Omit<VlcLaunchOptions, 'clock'> = {}) => {
    const { runAs } = user
    const launched = await launchVlc({
      clock,
      extraArgs: HEADLESS_VLC,
      ...(runAs === undefined ? {} : { runAs }),
      ...options,
    })
    if (launched.ok) players.push(launched.value)
    return launched
  }
  const expectPlayer = async (options: Omit<VlcLaunchOptions, 'clock'> = {}) => {
    const launched = await launch(options)
    if (!launched.ok) throw new Error(launched.problem.sentence)
    return launched.value
  }
  const expectProblem = async (options: Omit<VlcLaunchOptions, 'clock'>, code: string) => {
    const launched = await launch(options)
    expect(launched).toMatchObject({ ok: false, problem: { code } })
    return launched.ok ? '' : launched.problem.sentence
  }
  const pidOf = (player: PlayerAdapter) => player.identity.pid ?? 0
  const endOf = (player: PlayerAdapter) =>
    new Promise<Extract<PlayerEvent, { kind: 'gone' }>>((resolve) => {
      player.onEvent((event) => event.kind === 'gone' && resolve(event))
    })

  it('[VL1] shows its password to nobody: not in the list of processes, and in a file for its user alone', async () => {
    const player = await expectPlayer()
    const config = configOf(pidOf(player))
    const password = /^http-password=(.+)$/m.exec(readFileSync(config, 'utf8'))?.[1] ?? ''
    expect(password).toMatch(/^[0-9a-f]{32}$/)
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-e', '-o', 'args'])
    expect(stdout).toContain(config)
    expect(stdout).not.toContain(password)
    expect(readFileSync(`/proc/${pidOf(player)}/environ`, 'utf8')).not.toContain(password)
    expect([statSync(config).mode & 0o777, statSync(dirname(config)).mode & 0o777]).toEqual([0o600, 0o700])
  })

  it('[VL2] leaves neither process nor files behind, and ends within a second and a half', async () => {
    const player = await expectPlayer()
    const config = configOf(pidOf(player))
    const beforeMs = clock.nowMs()
    await player.close()
    expect(clock.nowMs() - beforeMs).toBeLessThan(1500)
    expect([isRunning(pidOf(player)), existsSync(dirname(config))]).toEqual([false, false])
  })

  it('[VL31] waits until VLC has started: what is opened before that would not stay paused', async () => {
    // VLC13: its last words of a start are that its playlist is empty. Without them 2 s would be waited.
    const beforeMs = clock.nowMs()
    const player = await expectPlayer()
    expect(clock.nowMs() - beforeMs).toBeLessThan(2000)
    expect(await player.observe()).toMatchObject({ ok: true, value: { paused: true } })
  })

  const withEnvironment = async (
    changed: Readonly<Record<string, string | undefined>>,
    act: () => Promise<void>,
  ) => {
    const before = Object.keys(changed).map((name) => [name, process.env[name]] as const)
    const set = ([name, value]: readonly [string, string | undefined]) => {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    Object.entries(changed).forEach(set)
    try {
      await act()
    } finally {
      before.forEach(set)
    }
  }
  const oddFolder = async () => {
    const odd = join(folder, `a "quoted" folder's #1 ünïcode = 50 %`)
    await mkdir(odd)
    await chmod(odd, 0o777)
    return { TMPDIR: odd, XDG_RUNTIME_DIR: undefined }
  }
  /** A home in which the viewer configured VLC. */
  const homeWith = async (config: string) => {
    const home = join(folder, 'home')
    await mkdir(join(home, '.config', 'vlc'), { recursive: true })
    await writeFile(join(home, '.config', 'vlc', 'vlcrc'), config)
    if (user.runAs !== undefined) await chown(home, user.runAs.uid, user.runAs.gid)
    return { home, asViewer: user.runAs === undefined ? {} : { runAs: { ...user.runAs, home } } }
  }

  it('[VL3] keeps its files anywhere, whatever is in the name of the folder', async () => {
    const odd = await oddFolder()
    await withEnvironment(odd, async () => {
      const player = await expectPlayer()
      expect(configOf(pidOf(player))).toContain(odd.TMPDIR)
      expect(player.capabilities.messages).toBe(true)
    })
  })

  it('[VL33] serves our page, wherever it lies, to a viewer who configured an interface of their own', async () => {
    // VLC14: with any `lua-config` it takes no notice of `http-src`.
    const { home, asViewer } = await homeWith('lua-config=telnet={host="localhost:0"}\n')
    await withEnvironment({ ...(await oddFolder()), HOME: home }, async () => {
      const player = await expectPlayer(asViewer)
      expect(player.capabilities.messages).toBe(true)
    })
  })

  it("[VL4] respects the viewer's own configuration, but for what would break the sync", async () => {
    const { home, asViewer } = await homeWith('snapshot-prefix=mine\nloop=1\nextraintf=dummy\n')
    await withEnvironment({ HOME: home }, async () => {
      const player = await expectPlayer(asViewer)
      const config = readFileSync(configOf(pidOf(player)), 'utf8')
      expect(config).toMatch(/^snapshot-prefix=mine$/m)
      expect(config).toMatch(/^extraintf=dummy:http:oldrc:cli$/m)
      const status = await besideLaunched(pidOf(player), clock).get('/requests/status.json', [], 1000)
      expect(status.ok && JSON.parse(status.value.body)).toMatchObject({ loop: false })
    })
  })

  it('[VL5] says what to install when there is no VLC', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = folder
    try {
      const launched = await launchVlc({ clock })
      expect(launched).toMatchObject({ ok: false, problem: { code: 'player-not-found' } })
      expect(launched.ok ? '' : launched.problem.nextStep).toContain('install')
    } finally {
      process.env['PATH'] = path
    }
  })

  it('[VL5] says what is wrong with a path: nothing there, a folder, no program, another program', async () => {
    const nothing = join(folder, 'vlc')
    expect(await expectProblem({ path: nothing }, 'player-wrong-path')).toContain(nothing)
    await expectProblem({ path: folder }, 'player-wrong-path')
    const script = await writeScript('exit 0')
    await chmod(dirname(script.path), 0o755)
    await expectProblem({ path: script.path }, 'player-start-failed')
    await chmod(script.path, 0o644)
    await expectProblem({ path: script.path }, 'player-wrong-path')
    await script.remove()
  })

  it("[VL6] leaves out the viewer's options that VLC refuses, and tells them in VLC's words", async () => {
    const player = await expectPlayer({ extraArgs: [...HEADLESS_VLC, '--no-such-thing=1', '--rate'] })
    const told: string[] = []
    player.onEvent((event) => event.kind === 'option-dropped' && told.push(event.problem.sentence))
    expect(told).toEqual([expect.stringContaining('--no-such-thing=1'), expect.stringContaining('--rate')])
  })

  it.runIf(isRoot)('[VL7] says that VLC does not run for root', async () => {
    const launched = await launchVlc({ clock, extraArgs: HEADLESS_VLC })
    expect(launched).toMatchObject({ ok: false, problem: { code: 'player-refuses-root' } })
  })

  it('[VL8] gives up a VLC that does not come up, with its last words, and ends it', async () => {
    const script = await writeScript('echo "cannot open display" >&2; echo $$ > "$HOME/pid"; exec sleep 60')
    await chmod(dirname(script.path), 0o755)
    const sentence = await expectProblem({ path: script.path, startTimeoutMs: 700 }, 'player-start-timeout')
    expect(sentence).toContain('cannot open display')
    const pid = readFileSync(join(user.runAs?.home ?? process.env['HOME'] ?? '', 'pid'), 'utf8')
    expect(isRunning(Number(pid))).toBe(false)
    await script.remove()
  })

  it('[VL9] is ended with the process that started it, even when that is killed', async () => {
    const script = `
      import { launchVlc } from '${REPOSITORY}adapters/vlc/launchVlc.ts'
      import { createSystemClock } from '${REPOSITORY}platform/systemClock.ts'
      const options = ${JSON.stringify({ extraArgs: HEADLESS_VLC, ...(user.runAs ? { runAs: user.runAs } : {}) })}
      const vlc = await launchVlc({ clock: createSystemClock(), ...options })
      console.log(JSON.stringify(vlc.value.identity))
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script])
    const told = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (text) => resolve(String(text))),
    )
    const { pid } = JSON.parse(told) as { pid: number }
    const files = dirname(configOf(pid))
    parent.kill('SIGKILL')
    await expect.poll(() => isRunning(pid), { timeout: 3000 }).toBe(false)
    await rm(files, { recursive: true, force: true })
  })

  it('[VL10] tells how it ended: closed with its own quit or by the session, crashed with the signal', async () => {
    for (const [signal, how] of [
      ['SIGTERM', 'closed'],
      ['SIGKILL', 'crashed'],
    ] as const) {
      const player = await expectPlayer()
      const gone = endOf(player)
      process.kill(pidOf(player), signal)
      const end = await gone
      expect(end.how).toBe(how)
      if (how === 'crashed') expect(end.problem.sentence).toContain(signal)
    }
  })

  it('[VL2] leaves nothing in the folder for temporary files, over many starts and ends', async () => {
    const before = await ourFolders()
    for (const end of ['close', 'SIGKILL'] as const) {
      const player = await expectPlayer()
      if (end === 'SIGKILL') process.kill(pidOf(player), end)
      await player.close()
    }
    expect(await ourFolders()).toEqual(before)
  })
})

const ourFolders = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('lockstep-vlc-')).toSorted()
