import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import type { PlayerAdapter, PlayerGone } from '../../adapters/player.ts'
import { attachVlc } from '../../adapters/vlc/attachVlc.ts'
import { launchVlc } from '../../adapters/vlc/launchVlc.ts'
import { VlcClient } from '../../adapters/vlc/vlcClient.ts'
import type { VlcQuery } from '../../adapters/vlc/vlcClient.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import { CHAPTER_MS } from '../contracts/playerTrial.ts'
import { describePlayerAdapter } from '../contracts/playerAdapter.ts'
import type { PlayerFixture, PlayerFixtures } from '../contracts/playerAdapter.ts'
import { serveMedia } from '../support/mediaServer.ts'
import type { MediaServer } from '../support/mediaServer.ts'
import { isRunning, sleep } from '../support/realMpv.ts'
import { HEADLESS_VLC, besideLaunched, configOf, createVlcUser, runVlc } from '../support/realVlc.ts'
import type { VlcUser } from '../support/realVlc.ts'
import { makeTinyFilm } from '../support/tinyFilm.ts'
import type { TinyFilm } from '../support/tinyFilm.ts'

const clock = createSystemClock()

interface Started {
  readonly player: PlayerAdapter
  readonly pid: number
  readonly viewer: Pick<
    PlayerFixture['viewer'],
    'pause' | 'play' | 'seek' | 'nextChapter' | 'closes' | 'opensSomethingElse'
  >
  readonly crashTold: PlayerGone
  end(): Promise<void>
}

type Start = (user: VlcUser, filmUrl: string) => Promise<Started>

function realVlcFixtures(start: Start): PlayerFixtures {
  let film: TinyFilm
  let server: MediaServer
  let user: VlcUser
  const setUp = async () => {
    film = await makeTinyFilm({ seconds: 30, chaptersAtSeconds: [0, CHAPTER_MS / 1000] })
    server = await serveMedia(film.path)
    user = await createVlcUser()
  }
  const tearDown = async () => {
    await server.close()
    await film.remove()
    await user.remove()
  }
  const create = async () => createFixture(await start(user, server.url), server.url)
  return { setUp, tearDown, create }
}

function createFixture({ player, pid, viewer, crashTold, end }: Started, url: string): PlayerFixture {
  return {
    player,
    media: { url, title: 'A "film" & more + ünïcode', startMs: 0, subtitles: [], durationMs: 30_023 },
    brokenUrl: 'http://127.0.0.1:9/nothing-here',
    nowMs: clock.nowMs,
    pass: sleep,
    settle: (promise) => promise,
    crashTold,
    viewer: {
      ...viewer,
      crash: async () => void process.kill(pid, 'SIGSEGV'),
      hang: async () => void process.kill(pid, 'SIGSTOP'),
    },
    dispose: async () => {
      await player.close()
      await end()
      expect(isRunning(pid), 'a process left behind').toBe(false)
    },
  }
}

function unwrap(result: Result<PlayerAdapter, Problem>): PlayerAdapter {
  if (!result.ok) throw new Error(result.problem.sentence)
  return result.value
}

const control = (client: VlcClient, page: string) => (query: VlcQuery) => client.get(page, query, 1000)

const nextChapterBy = async (stock: (query: VlcQuery) => Promise<unknown>): Promise<void> =>
  void (await stock([
    ['command', 'key'],
    ['val', 'chapter-next'],
  ]))

const launched: Start = async ({ runAs }, filmUrl) => {
  const player = unwrap(
    await launchVlc({ clock, extraArgs: HEADLESS_VLC, ...(runAs === undefined ? {} : { runAs }) }),
  )
  const pid = player.identity.pid ?? 0
  const config = configOf(pid)
  const beside = besideLaunched(pid, clock)
  const page = control(beside, '/requests/sync.json')
  const stock = control(beside, '/requests/status.json')
  return {
    player,
    pid,
    crashTold: 'crashed',
    viewer: {
      pause: async () => void (await page([['state', 'pause']])),
      play: async () => void (await page([['state', 'play']])),
      seek: async (positionMs) => void (await page([['time', positionMs * 1000]])),
      nextChapter: () => nextChapterBy(stock),
      closes: async () => void (await page([['quit', 1]])),
      opensSomethingElse: async () =>
        void (await stock([
          ['command', 'in_play'],
          ['input', `${filmUrl}?another`],
        ])),
    },
    end: async () => {
      beside.close()
      expect(existsSync(config), 'files left behind').toBe(false)
    },
  }
}

const attached: Start = async (user, filmUrl) => {
  const vlc = await runVlc(user, clock)
  const { port, password } = vlc
  const access = { host: '127.0.0.1', port, password }
  const player = unwrap(await attachVlc({ clock, ...access }))
  const beside = new VlcClient(access, clock)
  const stock = control(beside, '/requests/status.json')
  return {
    player,
    pid: vlc.process.pid ?? 0,
    crashTold: 'closed',
    viewer: {
      pause: async () => void (await stock([['command', 'pl_forcepause']])),
      play: async () => void (await stock([['command', 'pl_forceresume']])),
      seek: async (positionMs) =>
        void (await stock([
          ['command', 'seek'],
          ['val', `${(positionMs / 30_023) * 100}%`],
        ])),
      nextChapter: () => nextChapterBy(stock),
      closes: async () => void vlc.process.kill('SIGTERM'),
      opensSomethingElse: async () =>
        void (await stock([
          ['command', 'in_play'],
          ['input', `${filmUrl}?another`],
        ])),
    },
    end: async () => {
      beside.close()
      await vlc.close()
    },
  }
}

describePlayerAdapter('a launched VLC with our page', realVlcFixtures(launched))
describePlayerAdapter('an attached VLC with its stock page', realVlcFixtures(attached))
