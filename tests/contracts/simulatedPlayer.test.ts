import { expect } from 'vitest'
import { SimulatedPlayer } from '../../adapters/simulated/simulatedPlayer.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { describePlayerAdapter } from './playerAdapter.ts'
import type { PlayerFixture } from './playerAdapter.ts'

const BROKEN = 'http://127.0.0.1:1/broken'

async function createFixture(): Promise<PlayerFixture> {
  const clock = createVirtualClock()
  const player = new SimulatedPlayer(clock, { durationMs: 30_000, refuses: (url) => url === BROKEN })
  const settle = async <Value>(promise: Promise<Value>) => {
    let settled = false
    const watched = promise.finally(() => (settled = true))
    while (!settled) await clock.advance(1)
    return watched
  }
  return {
    player,
    media: { url: 'http://127.0.0.1/film', title: 'A film', startMs: 0, subtitles: [] },
    brokenUrl: BROKEN,
    nowMs: clock.nowMs,
    pass: clock.advance,
    settle,
    viewer: {
      pause: async () => player.userPause(),
      play: async () => player.userPlay(),
      seek: async (positionMs) => player.userSeek(positionMs),
      opensSomethingElse: async () => player.userOpens('Another film'),
      closes: async () => player.userCloses(),
      crash: async () => player.crash(),
      hang: async () => player.hang(),
    },
    face: {
      types: async (text) => player.face.userRequests({ kind: 'typed', text }),
      asksForResync: async () => player.face.userRequests({ kind: 'asked', what: 'resync' }),
      reads: async () =>
        player.face.lines
          .map((line) => (line.kind === 'chat' ? `${line.name}: ${line.text}` : line.text))
          .join('\n'),
    },
    dispose: async () => {
      await player.close()
      expect(clock.pending(), 'timers left behind').toBe(0)
    },
  }
}

describePlayerAdapter('the simulated player', { create: createFixture })
