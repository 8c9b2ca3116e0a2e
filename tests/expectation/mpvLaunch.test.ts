import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import type { MpvLaunchOptions } from '../../adapters/mpv/launchMpv.ts'
import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { writeScript } from '../support/executable.ts'
import { HEADLESS, connectTo, isRunning, runMpv } from '../support/realMpv.ts'

const clock = createSystemClock()
const REPOSITORY = new URL('../../', import.meta.url).pathname
/** Longer than it takes on a busy machine. */
const soon = { timeout: 10_000 }

describe('launching MPV', () => {
  const players: PlayerAdapter[] = []
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lockstep-launch-'))
  })
  afterEach(async () => {
    for (const player of players.splice(0)) await player.close()
    await rm(folder, { recursive: true, force: true })
  })

  const launch = async (options: Omit<MpvLaunchOptions, 'clock'> = {}) => {
    const launched = await launchMpv({ clock, extraArgs: HEADLESS, ...options })
    if (launched.ok) players.push(launched.value)
    return launched
  }
  const expectPlayer = async (options: Omit<MpvLaunchOptions, 'clock'> = {}) => {
    const launched = await launch(options)
    if (!launched.ok) throw new Error(launched.problem.sentence)
    return launched.value
  }
  const expectProblem = async (options: Omit<MpvLaunchOptions, 'clock'>, code: string) => {
    const launched = await launch(options)
    expect(launched).toMatchObject({ ok: false, problem: { code } })
    return launched.ok ? '' : launched.problem.sentence
  }

  it('[PL41] listens in a folder that only this user may enter', async () => {
    const { control } = (await expectPlayer()).identity
    const { mode } = await stat(dirname(control ?? ''))
    expect(mode & 0o777).toBe(0o700)
  })

  it('[PL41] leaves neither process nor folder behind, and ends within a second', async () => {
    const player = await expectPlayer()
    const { pid, control } = player.identity
    const beforeMs = clock.nowMs()
    await player.close()
    expect(clock.nowMs() - beforeMs).toBeLessThan(1500)
    expect(isRunning(pid ?? 0)).toBe(false)
    expect(existsSync(dirname(control ?? ''))).toBe(false)
  })

  it('[PL47] has nothing of the film in its arguments', async () => {
    const player = await expectPlayer()
    await player.load({ url: 'http://127.0.0.1:9/secret', title: 'Secret', startMs: 0, subtitles: [] })
    const args = await readFile(`/proc/${player.identity.pid}/cmdline`, 'utf8')
    expect(args).toContain('--input-ipc-server=')
    expect(args).not.toContain('ecret')
  })

  it('[PL44] says what to install when there is no MPV', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = folder
    try {
      const launched = await launchMpv({ clock })
      expect(launched).toMatchObject({ ok: false, problem: { code: 'player-not-found' } })
      expect(launched.ok ? '' : launched.problem.nextStep).toContain('install')
    } finally {
      process.env['PATH'] = path
    }
  })

  it('[PL44] says what is wrong with a path: nothing there, a folder, no program, [HL8] another program', async () => {
    const nothing = join(folder, 'mpv')
    expect(await expectProblem({ path: nothing }, 'player-wrong-path')).toContain(nothing)
    await expectProblem({ path: folder }, 'player-wrong-path')
    const script = await writeScript('exit 0')
    expect(await expectProblem({ path: script.path }, 'player-start-failed')).toContain(
      'does not seem to be MPV',
    )
    await chmod(script.path, 0o644)
    await expectProblem({ path: script.path }, 'player-wrong-path')
    await script.remove()
  })

  /** What is told of a start, as soon as somebody listens. */
  const newsOf = (player: PlayerAdapter) => {
    const news: PlayerEvent[] = []
    player.onEvent((event) => news.push(event))()
    return news
  }
  const dropped = (player: PlayerAdapter) =>
    newsOf(player).flatMap((event) => (event.kind === 'option-dropped' ? [event.problem.sentence] : []))

  it("[PL43] leaves out the viewer's options that MPV refuses, one by one, and tells them in MPV's words", async () => {
    const player = await expectPlayer({ extraArgs: [...HEADLESS, '--no-such-thing=1', '--hr-seek=banana'] })
    const [first, second] = dropped(player)
    expect(first).toContain('option not found')
    expect(second).toContain('hr-seek=banana')
  })

  it('[HL6] opens its window otherwise when the output that was asked for cannot, and tells why', async () => {
    const player = await expectPlayer({ extraArgs: ['--no-config', '--ao=null', '--vo=nonsense'] })
    expect(dropped(player)).toEqual([expect.stringContaining('Video output nonsense not found')])
    const config = join(folder, 'mpv')
    await mkdir(config)
    await writeFile(join(config, 'mpv.conf'), 'vo=nonsense\nao=null\n')
    const configured = await expectPlayer({ extraArgs: [`--config-dir=${config}`] })
    expect(dropped(configured)).toEqual([expect.stringContaining('an output of its own choice')])
  })

  it('[PL43] does without an option of ours that an older MPV does not know', async () => {
    const old = await writeScript(`for arg; do case "$arg" in
      --cache-pause-initial=*) echo "Error parsing option cache-pause-initial (option not found)"; exit 1;;
      --keep-open-pause=*) echo "Error parsing option keep-open-pause (option not found)"; exit 1;;
    esac; done
    exec mpv "$@"`)
    const player = await expectPlayer({ path: old.path })
    expect(player.capabilities.name).toMatch(/^MPV \d/)
    await old.remove()
  })

  it('[PL48] gives up an MPV that does not come up, with its last words, and ends it', async () => {
    const script = await writeScript(`echo $$ > ${folder}/pid; echo "Cannot open display"; exec sleep 60`)
    const sentence = await expectProblem({ path: script.path, startTimeoutMs: 700 }, 'player-start-timeout')
    expect(sentence).toContain('Cannot open display')
    expect(isRunning(Number(await readFile(`${folder}/pid`, 'utf8')))).toBe(false)
    await script.remove()
  })

  it('[PL48] gives up what listens but does not answer', async () => {
    const script = await writeScript(`echo $$ > ${folder}/pid; exec sleep 60`)
    const mute = createServer(() => {})
    const control = join(folder, 'mute')
    const launched = launch({ path: script.path, control, startTimeoutMs: 2000 })
    await new Promise<void>((resolve) => void clock.after(200, resolve))
    await new Promise<void>((resolve) => void mute.listen(control, resolve))
    expect(await launched).toMatchObject({ ok: false, problem: { code: 'player-start-timeout' } })
    expect(isRunning(Number(await readFile(`${folder}/pid`, 'utf8')))).toBe(false)
    mute.close()
    await script.remove()
  })

  it('[PL49] takes over the socket that a dead MPV left, but not that of a living one', async () => {
    const stale = await runMpv()
    ;(await connectTo(stale.control, clock)).close()
    stale.process.kill('SIGKILL')
    await new Promise((resolve) => stale.process.once('exit', resolve))
    expect(existsSync(stale.control)).toBe(true)
    const heir = await expectPlayer({ control: stale.control })
    expect(await expectProblem({ control: stale.control }, 'player-control-taken')).toContain(stale.control)
    expect(await heir.setVolume(50)).toMatchObject({ ok: true })
    await stale.close()
  })

  it('[PL49] says why a control path cannot be used', async () => {
    await expectProblem({ control: join(folder, 'missing', 'mpv') }, 'player-control-unusable')
    await expectProblem({ control: join(folder, 'x'.repeat(120)) }, 'player-control-unusable')
  })

  it('[PL45] starts MPV without a terminal of ours', async () => {
    const player = await expectPlayer()
    const environment = await readFile(`/proc/${player.identity.pid}/environ`, 'utf8')
    expect(environment.split('\0').some((entry) => entry.startsWith('TERM='))).toBe(false)
  })

  /** Starts MPV in a process of its own, which then does `end`. */
  const launchElsewhere = async (end: string) => {
    const script = `
      import { launchMpv } from '${REPOSITORY}adapters/mpv/launchMpv.ts'
      import { createSystemClock } from '${REPOSITORY}platform/systemClock.ts'
      const mpv = await launchMpv({ clock: createSystemClock(), extraArgs: ${JSON.stringify(HEADLESS)} })
      process.stdout.write(JSON.stringify(mpv.value.identity), () => setTimeout(() => { ${end} }, 50))`
    const ran = await execFile_(process.execPath, ['--input-type=module', '-e', script]).catch(
      (error: { stdout: string }) => error,
    )
    return JSON.parse(ran.stdout) as { pid: number; control: string }
  }

  it('[PL27] is ended with the process that started it, and its folder removed', async () => {
    const { pid, control } = await launchElsewhere("throw new Error('a bug')")
    await expect.poll(() => isRunning(pid), soon).toBe(false)
    expect(existsSync(dirname(control))).toBe(false)
  })

  it('[PL27] ends when the process that started it is killed', async () => {
    for (const signal of ['SIGKILL', 'SIGTERM']) {
      const { pid, control } = await launchElsewhere(`process.kill(process.pid, '${signal}')`)
      await expect.poll(() => isRunning(pid), soon).toBe(false)
      await rm(dirname(control), { recursive: true, force: true })
    }
  })

  it('[PL22] tells how it crashed, and its own last error line', async () => {
    const player = await expectPlayer()
    const viewer = await connectTo(player.identity.control ?? '', clock)
    const failed = new Promise<void>(
      (resolve) => void viewer.onEvent(({ event }) => event === 'end-file' && resolve()),
    )
    await viewer.request(['loadfile', '/no/such/film.mkv'])
    await failed
    const gone = new Promise<string>((resolve) => {
      player.onEvent((event) => event.kind === 'gone' && resolve(event.problem.sentence))
    })
    process.kill(player.identity.pid ?? 0, 'SIGSEGV')
    const sentence = await gone
    expect(sentence).toContain('SIGSEGV')
    expect(sentence).toContain('/no/such/film.mkv')
    viewer.close()
  })

  it('[PL27] leaves nothing in the folder for temporary files, over many starts and ends', async () => {
    const before = await ourFolders()
    for (const end of ['close', 'SIGKILL', 'close'] as const) {
      const player = await expectPlayer()
      if (end === 'SIGKILL') process.kill(player.identity.pid ?? 0, end)
      await player.close()
    }
    expect(await ourFolders()).toEqual(before)
  })
})

const execFile_ = promisify(execFile)

const ourFolders = async () =>
  (await readdir(process.env['XDG_RUNTIME_DIR'] ?? tmpdir()))
    .filter((name) => /^lockstep-.{6}$/.test(name))
    .toSorted()
