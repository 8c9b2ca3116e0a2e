import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import { launchVlc } from '../../adapters/vlc/launchVlc.ts'
import type { Film } from '../../demo/films/film.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import type { DemoLibrary } from '../../demo/library/demoLibrary.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import type { Clock } from '../../sync/clock.ts'
import { realFilm } from '../demo/support/shelf.ts'
import { HEADLESS, connectTo, sleep } from '../support/realMpv.ts'
import { HEADLESS_VLC, besideLaunched, createVlcUser, type VlcUser } from '../support/realVlc.ts'
import { hasPulseaudio, startSoundDevice, type SoundDevice } from '../support/soundDevice.ts'
import { isInStep, startRealViewer, type RealViewer } from '../support/realViewer.ts'

let film: Film
let vlcUser: VlcUser

beforeAll(async () => {
  // A server of nobody, so that no player starts one of its own.
  process.env['PULSE_SERVER'] = 'unix:/nowhere/native'
  film = await realFilm()
  vlcUser = await createVlcUser()
})
afterAll(() => {
  delete process.env['PULSE_SERVER']
  return vlcUser.remove()
})

const mpv = (extraArgs: readonly string[] = HEADLESS) => ({
  launch: (clock: Clock) => launchMpv({ clock, extraArgs }),
})
const vlc = (extraArgs: readonly string[] = HEADLESS_VLC) => ({
  launch: (clock: Clock) => {
    const { runAs } = vlcUser
    return launchVlc({ clock, extraArgs, ...(runAs === undefined ? {} : { runAs }) })
  },
})
const players = [
  ['MPV', mpv],
  ['VLC', vlc],
] as const

const lostAs = { SIGKILL: 'player-crashed', SIGSTOP: 'player-hung' } as const

describe.each(players)('the health of a real %s', (_name, player) => {
  it('[HL2] is back in place by itself when it was killed or stopped, [HL3] but not when it was closed', async () => {
    const viewer = await startRealViewer({ film, ...player() })
    await viewer.playing()
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
      const lost = viewer.pid()
      const what = lostAs[signal]
      process.kill(lost, signal)
      const { health } = await viewer.until(what, (state) =>
        state.health.some((found) => found.what === what),
      )
      expect(health[0]).toMatchObject({ wayBack: { kind: 'retrying' }, severity: 'stopped' })
      await viewer.until('another player', () => viewer.pid() !== lost)
      await viewer.playing()
      expect(viewer.kinds()).toEqual([])
      expect(viewer.state().room?.timeline.playing).toBe(true)
    }
    process.kill(viewer.pid(), 'SIGTERM')
    const { health } = await viewer.until('closed', (state) => state.player.kind === 'gone')
    expect(health).toMatchObject([{ what: 'player-closed', wayBack: { command: 'restart-player' } }])
    expect(await viewer.companion.command({ kind: 'restart-player' })).toMatchObject({ ok: true })
    await viewer.playing()
    expect(viewer.kinds()).toEqual([])
  })

  it('[HL5] starts without the options that it refuses, [HL10] and goes on in step without a sound device', async () => {
    const refused = ['--no-such-thing=1', '--nor-such-a-one']
    const viewer = await startRealViewer({
      film,
      ...player([...(player === mpv ? deafMpv : deafVlc), ...refused]),
    })
    await viewer.playing()
    const { health } = await viewer.until('no sound', (state) =>
      state.health.some(({ what, wayBack }) => what === 'no-sound' && wayBack.kind === 'retrying'),
    )
    expect(health).toMatchObject([
      { what: 'no-sound', severity: 'impaired' },
      { what: 'option-dropped', severity: 'note' },
    ])
    for (const option of refused) expect(health[1]?.problem.sentence).toContain(option)
    expect(isInStep(viewer.state())).toBe(true)
  })

  it('[HL9] does without what it cannot decode, [HL14] leaves other films alone, [HL16] and tells the end', async () => {
    const deaf = await filmOf(/A_AAC|A_OPUS|A_VORBIS/g, 'A_XYZ')
    const viewer = await startRealViewer({ film: deaf, ...player() })
    await viewer.playing()
    expect(viewer.state().health).toMatchObject([{ what: 'no-decoder', severity: 'impaired' }])
    await openByHand(viewer)
    await viewer.until('another film', (state) => state.health.some(({ what }) => what === 'other-film'))
    await viewer.companion.command({ kind: 'restart-player' })
    await viewer.playing()
    expect(viewer.kinds()).toEqual(['no-decoder'])
    const positionMs = film.durationMs - 4000
    await viewer.companion.command({ kind: 'act', action: { kind: 'seek', positionMs } })
    await viewer.until('the end', (state) => state.health.some(({ what }) => what === 'film-over'))
    expect(viewer.state().player.kind).toBe('ready')
    await viewer.companion.command({ kind: 'act', action: { kind: 'seek', positionMs: 10_000 } })
    await viewer.companion.command({ kind: 'act', action: { kind: 'play' } })
    await viewer.until('playing on', (state) => state.health.length === 1 && isInStep(state))
  })

  it('[HL11] tells how slow the film comes', async () => {
    const bytesPerS = film.sizeBytes / (film.durationMs / 1000)
    const prepare = ({ faults }: DemoLibrary) => void faults.limitMedia(bytesPerS / 2)
    const viewer = await startRealViewer({ film, prepare, ...player() })
    await viewer.until('ready', (state) => state.player.kind === 'ready')
    await viewer.companion.command({ kind: 'act', action: { kind: 'play' } })
    const slow = await viewer.until('slow', (state) =>
      state.health.some(({ what }) => what === 'stream-slow'),
    )
    expect(slow.health[0]?.problem.sentence).toMatch(/slower than it plays: \d+ kbit\/s of the/)
  })
})

it('[HL20] a real MPV is not asked for ever to show what it cannot decode', async () => {
  const unseen = await filmOf(/V_MPEG4\/ISO\/AVC/g, 'V_XYZ/XYZ/XYZ')
  const viewer = await startRealViewer({ film: unseen, ...mpv() })
  const isLeft = ({ health }: CompanionState) =>
    health.some(({ what, wayBack }) => what === 'stream-lost' && wayBack.kind === 'command')
  const { health } = await viewer.until('that a person has to decide', isLeft, 30_000)
  expect(health[0]).toMatchObject({ problem: { code: 'player-no-decoder' } })
  const starts: string[] = []
  const beside = await connectTo(viewer.player().identity.control ?? '', createSystemClock())
  onTestFinished(() => beside.close())
  beside.onEvent(({ event }) => starts.push(event))
  const opened = () => starts.filter((event) => event === 'start-file').length
  // The tries before came 1 and 2 s apart.
  await sleep(6000)
  expect(opened()).toBe(0)
  expect(await viewer.companion.command({ kind: 'restart-player' })).toMatchObject({ ok: true })
  await expect.poll(opened, { timeout: 5000 }).toBe(1)
})

it.each(players)(
  '[HL12] a real %s whose line falls silent has the film opened anew, in place',
  async (_name, player) => {
    const bytesPerS = film.sizeBytes / (film.durationMs / 1000)
    const viewer = await startRealViewer({
      film,
      prepare: ({ faults }) => void faults.limitMedia(2 * bytesPerS),
      ...player(),
    })
    await viewer.playing()
    viewer.demo.faults.haltMedia()
    const lost = await viewer.until(
      'that the line is dead',
      ({ health }) => health.some(({ what }) => what === 'stream-lost'),
      90_000,
    )
    expect(lost.health[0]).toMatchObject({
      problem: { code: 'stream-silent' },
      wayBack: { kind: 'retrying' },
    })
    viewer.demo.faults.heal()
    await viewer.until('playing on', (state) => state.health.length === 0 && isInStep(state), 60_000)
  },
)

describe.skipIf(!hasPulseaudio())('a sound device that vanishes', () => {
  let device: SoundDevice
  beforeEach(async () => {
    device = await startSoundDevice()
  })
  afterEach(() => device.close())

  it('[HL10] costs a real MPV its sound until the device is back, and never its step', async () => {
    const viewer = await startRealViewer({ film, ...mpv(deafMpv) })
    await viewer.playing()
    expect(viewer.kinds()).toEqual([])
    await device.vanish()
    await viewer.until('no sound', ({ health }) => health.some(({ what }) => what === 'no-sound'))
    await viewer.until('in step without sound', isInStep)
    await device.comeBack()
    await viewer.until('sound', ({ health }) => health.length === 0)
    await viewer.until('in step with sound', isInStep)
    expect(viewer.state().room?.timeline.playing).toBe(true)
  })

  it('[HL10] costs a real VLC its sound until it is started again', async () => {
    const viewer = await startRealViewer({ film, ...vlc(deafVlc) })
    await viewer.playing()
    await device.vanish()
    await viewer.until('no sound', ({ health }) => health.some(({ what }) => what === 'no-sound'))
    await viewer.until('in step without sound', isInStep)
    await device.comeBack()
    expect(await viewer.companion.command({ kind: 'restart-player' })).toMatchObject({ ok: true })
    await viewer.playing()
    expect(viewer.kinds()).toEqual([])
  })
})

/** With a real output, for which there is no device. */
const deafMpv = ['--no-config', '--vo=null', '--ao=pulse']
const deafVlc = ['-I', 'dummy', '--vout', 'dummy', '--aout', 'pulse']

/** The viewer opens a file in the player itself. */
async function openByHand({ player, pid, demo }: RealViewer) {
  const path = `${demo.url}/Videos/${itemIdOf(film.recipe.id)}/stream.mkv?static=true`
  const { control, pid: own } = player().identity
  const clock = createSystemClock()
  if (control?.startsWith('127.') === true) {
    const beside = besideLaunched(own ?? pid(), clock)
    await beside.get(
      '/requests/status.json',
      [
        ['command', 'in_play'],
        ['input', path],
      ],
      3000,
    )
    return beside.close()
  }
  const beside = await connectTo(control ?? '', clock)
  await beside.request(['loadfile', path])
  beside.close()
}

/** The film with another word in its bytes, such as the name of a codec that nobody knows. */
async function filmOf(word: RegExp, instead: string): Promise<Film> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-unknown-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'film.mkv')
  const bytes = (await readFile(film.file)).toString('latin1')
  const changed = bytes.replaceAll(word, (known) => instead.padEnd(known.length, 'X').slice(0, known.length))
  expect(changed).not.toBe(bytes)
  await writeFile(file, changed, 'latin1')
  return { ...film, file }
}
