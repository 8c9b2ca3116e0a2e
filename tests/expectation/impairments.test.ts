import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import { launchVlc } from '../../adapters/vlc/launchVlc.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { serveMedia, type MediaServer } from '../support/mediaServer.ts'
import { HEADLESS, connectTo } from '../support/realMpv.ts'
import { createVlcUser, type VlcUser } from '../support/realVlc.ts'
import { makeTinyFilm, type TinyFilm } from '../support/tinyFilm.ts'

const clock = createSystemClock()

describe('what a real player cannot show', () => {
  let film: TinyFilm
  let server: MediaServer
  let unknown: MediaServer
  let user: VlcUser
  let player: PlayerAdapter
  let events: PlayerEvent[]

  beforeAll(async () => {
    film = await makeTinyFilm({ seconds: 3 })
    server = await serveMedia(film.path)
    // The same film, with a codec for its picture that nobody knows.
    const bytes = (await readFile(film.path)).toString('latin1')
    const path = `${film.path}.unknown.mkv`
    await writeFile(path, bytes.replace('V_MPEG4/ISO/AVC', 'V_XXXXX/ISO/AVC'), 'latin1')
    unknown = await serveMedia(path)
    user = await createVlcUser()
  })
  afterEach(() => player.close())
  afterAll(async () => {
    await Promise.all([server.close(), unknown.close(), user.remove()])
    await film.remove()
  })

  const use = (started: Awaited<ReturnType<typeof launchMpv>>) => {
    if (!started.ok) throw new Error(started.problem.sentence)
    player = started.value
    events = []
    player.onEvent((event) => events.push(event))
  }
  const useMpv = async () => use(await launchMpv({ clock, extraArgs: HEADLESS }))
  const useVlc = async (...outputs: readonly string[]) => {
    const { runAs } = user
    const extraArgs = ['-I', 'dummy', ...outputs]
    use(await launchVlc({ clock, extraArgs, ...(runAs === undefined ? {} : { runAs }) }))
  }
  const load = ({ url }: MediaServer) =>
    player.load({ url, title: 'A film', startMs: 0, subtitles: [], durationMs: 3000 })
  const lost = () => events.flatMap((event) => (event.kind === 'impaired' ? [event.what] : []))

  it('[HL9] is told by MPV as a missing decoder when it is the picture, not as a broken stream', async () => {
    await useMpv()
    expect(await load(unknown)).toMatchObject({ ok: false, problem: { code: 'player-no-decoder' } })
    expect(await load(server)).toMatchObject({ ok: true })
  })

  it('[HL9] is told by VLC, which goes on with the sound', async () => {
    await useVlc('--vout', 'dummy', '--aout', 'dummy')
    expect(await load(unknown)).toMatchObject({ ok: true })
    await expect.poll(lost).toEqual(['no-decoder'])
  })

  it('[HL7] is told by VLC when it has no window, once', async () => {
    await useVlc('--vout', 'nonsense', '--aout', 'dummy')
    expect(await load(server)).toMatchObject({ ok: true })
    await player.play()
    await expect.poll(lost).toEqual(['no-picture'])
    await expect.poll(() => events.some(({ kind }) => kind === 'ended'), { timeout: 10_000 }).toBe(true)
    expect(lost()).toEqual(['no-picture'])
  })

  it('[HL15] is no other file: MPV stays at the end of the film, whatever else is in its playlist', async () => {
    await useMpv()
    await load(server)
    const viewer = await connectTo(player.identity.control ?? '', clock)
    await viewer.request(['loadfile', film.path, 'append'])
    await player.play()
    await expect.poll(() => events.some(({ kind }) => kind === 'ended'), { timeout: 10_000 }).toBe(true)
    expect(await viewer.request(['get_property', 'playlist-pos'])).toMatchObject({ value: { data: 0 } })
    expect(await player.observe()).toMatchObject({ ok: true, value: { ended: true, paused: false } })
    viewer.close()
  })
})
