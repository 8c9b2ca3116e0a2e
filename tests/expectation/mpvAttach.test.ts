import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachMpv } from '../../adapters/mpv/attachMpv.ts'
import { NEEDED_SETTINGS } from '../../adapters/mpv/mpvArguments.ts'
import type { PlayerEvent } from '../../adapters/player.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { connectTo, isRunning, runMpv, sleep } from '../support/realMpv.ts'
import { makeTinyFilm } from '../support/tinyFilm.ts'
import type { RealMpv } from '../support/realMpv.ts'

const clock = createSystemClock()

/** A viewer whose settings are all different from what syncing needs. */
const CONTRARY = [
  ...['--hr-seek=no', '--keep-open=no', '--idle=once', '--loop-file=inf', '--save-position-on-quit=yes'],
  ...['--reset-on-next-file=volume', '--af=lavfi=[volume=1]', '--cache-pause-initial=no'],
]

describe("attaching to the viewer's MPV", () => {
  let mpv: RealMpv
  beforeEach(async () => {
    mpv = await runMpv(CONTRARY)
  })
  afterEach(() => mpv.close())

  const attach = async () => {
    const attached = await attachMpv({ clock, control: mpv.control })
    if (!attached.ok) throw new Error(attached.problem.sentence)
    return attached.value
  }
  const settings = async () => {
    const viewer = await connectTo(mpv.control, clock)
    const values: Record<string, unknown> = {}
    for (const name of [...NEEDED_SETTINGS.map(([setting]) => setting), 'af']) {
      const value = await viewer.request(['get_property', `options/${name}`])
      values[name] = value.ok ? value.value.data : 'refused'
    }
    viewer.close()
    return values
  }

  it('[PL28] gives it what syncing needs, and the viewer all of his own back afterwards', async () => {
    const before = await settings()
    const player = await attach()
    expect(await settings()).toMatchObject({
      'hr-seek': true,
      'keep-open': 'always',
      'rebase-start-time': false,
      'loop-file': false,
      af: [{ name: 'lavfi' }, { name: 'scaletempo2' }],
    })
    await player.close()
    expect(await settings()).toEqual(before)
  })

  it('[PL65] tells a step by a frame as a seek, never as a start and a pause', async () => {
    const film = await makeTinyFilm({ seconds: 10 })
    const player = await attach()
    const viewer = await connectTo(mpv.control, clock)
    const told: PlayerEvent[] = []
    player.onEvent((event) => told.push(event))
    await player.load({ url: film.path, title: 'A film', startMs: 3000, subtitles: [] })
    await sleep(300)
    told.splice(0)
    for (let step = 0; step < 6; step += 1) {
      await viewer.request(['keypress', '.'])
      await sleep(200)
    }
    expect(told.filter(({ kind }) => kind === 'paused')).toEqual([])
    const observed = await player.observe()
    expect(observed.ok && observed.value.positionMs).toBeGreaterThan(3000 + 5.5 * (1000 / 24))
    await viewer.request(['keypress', 'SPACE'])
    await expect.poll(() => told.filter(({ kind }) => kind === 'paused')).toMatchObject([{ paused: false }])
    viewer.close()
    await player.close()
    await film.remove()
  })

  it('[PL65] carries a step out that a seek of ours comes across, and plays on for none', async () => {
    const film = await makeTinyFilm()
    const player = await attach()
    const viewer = await connectTo(mpv.control, clock)
    const told: PlayerEvent[] = []
    player.onEvent((event) => told.push(event))
    await player.load({ url: film.path, title: 'A film', startMs: 3000, subtitles: [] })
    for (let turn = 0; turn < 12; turn += 1) {
      await player.play()
      await sleep(300)
      told.splice(0)
      const steps = viewer.request(['keypress', '.'])
      await expect.poll(() => told, { interval: 1 }).toMatchObject([{ kind: 'paused', paused: true }])
      await sleep(turn)
      const observed = await player.observe()
      const again = viewer.request(['keypress', '.'])
      await sleep(turn % 3)
      await player.seek(observed.ok ? observed.value.positionMs - 50 : 0)
      await Promise.all([steps, again, sleep(400)])
      expect(told.filter(({ kind }) => kind === 'paused').slice(1)).toEqual([])
      expect(await player.observe()).toMatchObject({ ok: true, value: { paused: true } })
    }
    viewer.close()
    await player.close()
    await film.remove()
  })

  it('[PL28] never ends it', async () => {
    const player = await attach()
    expect(player.identity).toEqual({ pid: mpv.process.pid, control: mpv.control, launched: false })
    await player.close()
    expect(isRunning(mpv.process.pid ?? 0)).toBe(true)
    await (await attach()).close()
  })

  it('[PL29] refuses one that another Lockstep drives already, until that lets go', async () => {
    const first = await attach()
    expect(await attachMpv({ clock, control: mpv.control })).toMatchObject({
      ok: false,
      problem: { code: 'player-taken' },
    })
    expect(await first.setVolume(50)).toMatchObject({ ok: true })
    await first.close()
    await (await attach()).close()
  })
})

describe('attaching to what is not there', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lockstep-attach-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('[PL29] says how MPV has to be started', async () => {
    const control = join(folder, 'mpv')
    const attached = await attachMpv({ clock, control })
    expect(attached).toMatchObject({ ok: false, problem: { code: 'player-not-listening' } })
    expect(attached.ok ? '' : attached.problem.nextStep).toContain(`--input-ipc-server=${control}`)
  })

  it('[PL29] says so when something else listens there', async () => {
    const control = join(folder, 'other')
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => void server.listen(control, resolve))
    expect(await attachMpv({ clock, control })).toMatchObject({
      ok: false,
      problem: { code: 'player-not-mpv' },
    })
    server.close()
  })
})
