import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attachVlc } from '../../adapters/vlc/attachVlc.ts'
import { VlcClient } from '../../adapters/vlc/vlcClient.ts'
import type { VlcQuery } from '../../adapters/vlc/vlcClient.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { serveMedia } from '../support/mediaServer.ts'
import type { MediaServer } from '../support/mediaServer.ts'
import { sleep } from '../support/realMpv.ts'
import { createVlcUser, runVlc } from '../support/realVlc.ts'
import type { RealVlc, VlcUser } from '../support/realVlc.ts'
import { makeTinyFilm } from '../support/tinyFilm.ts'
import type { TinyFilm } from '../support/tinyFilm.ts'

const clock = createSystemClock()

describe("attaching to the viewer's VLC", () => {
  let film: TinyFilm
  let server: MediaServer
  let user: VlcUser
  let vlc: RealVlc
  let viewer: VlcClient
  beforeAll(async () => {
    film = await makeTinyFilm({ seconds: 30 })
    server = await serveMedia(film.path)
    user = await createVlcUser()
  })
  afterAll(async () => {
    await user.remove()
    await server.close()
    await film.remove()
  })
  beforeEach(async () => {
    vlc = await runVlc(user, clock)
    viewer = new VlcClient({ host: '127.0.0.1', port: vlc.port, password: vlc.password }, clock)
  })
  afterEach(async () => {
    viewer.close()
    await vlc.close()
  })

  const stock = async (...query: VlcQuery) => {
    const answer = await viewer.get('/requests/status.json', query, 1000)
    if (!answer.ok) throw new Error(answer.problem)
    return JSON.parse(answer.value.body) as { loop: boolean; rate: number; state: string; position: number }
  }
  const attach = async () => {
    const { port, password } = vlc
    const attached = await attachVlc({ clock, host: '127.0.0.1', port, password })
    if (!attached.ok) throw new Error(attached.problem.sentence)
    return attached.value
  }
  const media = () => ({ url: server.url, title: 'A film', startMs: 4000, subtitles: [], durationMs: 30_023 })

  it('[VL14] plays a film once however the viewer repeats theirs, and leaves VLC as it was, running', async () => {
    await stock(['command', 'pl_loop'])
    const player = await attach()
    expect(await stock()).toMatchObject({ loop: false })
    await player.load(media())
    await player.setRate(1.02)
    await player.play()
    await sleep(100)
    await player.close()
    expect(await stock()).toMatchObject({ loop: true, rate: 1, state: 'playing' })
  })

  it('[VL23] is exact within some ms, and says so, where the length of the film is known', async () => {
    const player = await attach()
    await player.load(media())
    await player.play()
    await sleep(1500)
    const observed = await player.observe()
    const { uncertaintyMs = Infinity, positionMs = 0, observedAtMs = 0 } = observed.ok ? observed.value : {}
    expect(uncertaintyMs).toBeLessThan(15)
    // A refresh that is seen within 22 ms of it tells the same.
    const errors: number[] = []
    let before = await stock()
    for (let count = 0; count < 30; count += 1) {
      const atMs = clock.nowMs()
      const now = await stock()
      const refreshedMs = now.position * 30_023
      if (now.position !== before.position) errors.push(positionMs + (atMs - observedAtMs) - refreshedMs)
      before = now
    }
    expect(Math.min(...errors.map(Math.abs))).toBeLessThan(20)
    await player.close()
  })
})
