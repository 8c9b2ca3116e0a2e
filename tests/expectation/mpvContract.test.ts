import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { attachMpv } from '../../adapters/mpv/attachMpv.ts'
import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import type { PlayerAdapter } from '../../adapters/player.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import { serveMedia } from '../support/mediaServer.ts'
import type { MediaServer } from '../support/mediaServer.ts'
import { beginLine, readFace, typeInto } from '../support/mpvFace.ts'
import { HEADLESS, connectTo, isRunning, runMpv, sleep } from '../support/realMpv.ts'
import { makeTinyFilm } from '../support/tinyFilm.ts'
import type { TinyFilm } from '../support/tinyFilm.ts'
import { CHAPTER_MS } from '../contracts/playerTrial.ts'
import { describePlayerAdapter } from '../contracts/playerAdapter.ts'
import type { PlayerFixture, PlayerFixtures } from '../contracts/playerAdapter.ts'

const clock = createSystemClock()

/** A player, and how to end what was started beside it. */
interface Started {
  readonly player: PlayerAdapter
  readonly end: () => Promise<void>
}

function realMpvFixtures(start: () => Promise<Started>): PlayerFixtures {
  let film: TinyFilm
  let server: MediaServer
  const setUp = async () => {
    film = await makeTinyFilm({ seconds: 30, chaptersAtSeconds: [0, CHAPTER_MS / 1000] })
    server = await serveMedia(film.path)
  }
  const tearDown = async () => {
    await server.close()
    await film.remove()
  }
  const create = async () => createFixture(await start(), { url: server.url, otherPath: film.path })
  return { setUp, tearDown, create }
}

async function createFixture(
  started: Started,
  film: { url: string; otherPath: string },
): Promise<PlayerFixture> {
  const { player, end } = started
  const { pid, control } = player.identity
  if (pid === null || control === null) throw new Error('A real MPV has a process and a control socket.')
  const viewer = await connectTo(control, clock)
  const act = async (...command: readonly [string, ...unknown[]]) => void (await viewer.request(command))
  return {
    player,
    media: { url: film.url, title: 'A film', startMs: 0, subtitles: [] },
    brokenUrl: `${film.url.replace('film.mkv', '')}nothing-here`.replace(/:\d+\//, ':9/'),
    nowMs: clock.nowMs,
    pass: sleep,
    settle: (promise) => promise,
    viewer: {
      pause: () => act('set_property', 'pause', true),
      play: () => act('set_property', 'pause', false),
      seek: (positionMs) => act('seek', positionMs / 1000, 'absolute+exact'),
      nextChapter: () => act('keypress', 'PGUP'),
      opensSomethingElse: () => act('loadfile', film.otherPath),
      closes: () => act('keypress', 'q'),
      crash: async () => void process.kill(pid, 'SIGSEGV'),
      hang: async () => void process.kill(pid, 'SIGSTOP'),
    },
    face: {
      types: async (text) => {
        await beginLine(viewer)
        await typeInto(viewer, text)
        await act('keypress', 'ENTER')
      },
      asksForResync: () => act('keypress', 'Ctrl+r'),
      reads: () => readFace(viewer),
    },
    dispose: async () => {
      viewer.close()
      await player.close()
      await end()
      expect(isRunning(pid), 'a process left behind').toBe(false)
      expect(existsSync(control), 'a socket left behind').toBe(false)
    },
  }
}

function unwrap(result: Result<PlayerAdapter, Problem>): PlayerAdapter {
  if (!result.ok) throw new Error(result.problem.sentence)
  return result.value
}

const launched = async (): Promise<Started> => ({
  player: unwrap(await launchMpv({ clock, extraArgs: HEADLESS })),
  end: async () => {},
})

const attached = async (): Promise<Started> => {
  const mpv = await runMpv()
  return { player: unwrap(await attachMpv({ clock, control: mpv.control })), end: mpv.close }
}

describePlayerAdapter('a launched MPV', realMpvFixtures(launched))
describePlayerAdapter('an attached MPV', realMpvFixtures(attached))
