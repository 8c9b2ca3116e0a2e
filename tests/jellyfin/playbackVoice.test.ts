import { describe, expect, it } from 'vitest'
import type { HttpClient, JellyfinRequest } from '../../jellyfin/httpClient.ts'
import type { PlaybackState } from '../../jellyfin/library.ts'
import { createPlaybackVoice } from '../../jellyfin/playbackVoice.ts'
import { serverFailed, unreachable } from '../../jellyfin/problems.ts'
import { failure, success } from '../../protocol/result.ts'
import { createVirtualClock } from '../support/virtualClock.ts'

const at = (positionMs: number, more: Partial<PlaybackState> = {}): PlaybackState => ({
  positionMs,
  paused: false,
  volumePercent: null,
  muted: false,
  ...more,
})

describe('what the library is told', () => {
  it('[JF25] is the start, then the last state every 10 s however often one calls', async () => {
    const { voice, said, play } = listen()
    voice.started(at(0))
    await play({ fromMs: 0, forMs: 35_000, everyMs: 250 })
    expect(said().map(([path, ms]) => [path, ms])).toEqual([
      ['Playing', 0],
      ['Progress', 9750],
      ['Progress', 19_750],
      ['Progress', 29_750],
    ])
  })

  it('[JF25] is a pause, its end and a jump at once', async () => {
    const { voice, said, clock } = listen()
    voice.started(at(0))
    await clock.advance(1000)
    voice.progressed(at(1000, { paused: true }))
    await clock.advance(500)
    voice.progressed(at(1000))
    await clock.advance(500)
    voice.progressed(at(60_000))
    await clock.advance(0)
    expect(said().map(([path, ms]) => [path, ms])).toEqual([
      ['Playing', 0],
      ['Progress', 1000],
      ['Progress', 1000],
      ['Progress', 60_000],
    ])
  })

  it('[JF25] is the last state of somebody who stops calling', async () => {
    const { voice, said, clock } = listen()
    voice.started(at(0))
    await clock.advance(4000)
    voice.progressed(at(4000))
    await clock.advance(60_000)
    expect(said().at(-1)?.slice(0, 2)).toEqual(['Progress', 4000])
    expect(said()).toHaveLength(2)
    expect(clock.pending()).toBe(0)
  })

  it('[JF25] does not take a rate a little off for a jump', async () => {
    const { voice, said, play } = listen()
    voice.started(at(0))
    await play({ fromMs: 0, forMs: 9000, everyMs: 3000, rate: 1.25 })
    expect(said()).toHaveLength(1)
  })

  it('[JF26] carries ticks, volume and what is played', async () => {
    const { voice, requests, clock } = listen()
    voice.started(at(1234.56789, { volumePercent: 130.4, muted: true }))
    await clock.advance(0)
    expect(requests[0]?.body).toEqual({
      ItemId: 'item',
      MediaSourceId: 'source',
      PlaySessionId: 'session',
      PositionTicks: 12_345_679,
      CanSeek: true,
      IsPaused: false,
      IsMuted: true,
      PlayMethod: 'DirectPlay',
      RepeatMode: 'RepeatNone',
      VolumeLevel: 100,
    })
  })

  it.each([-5, -0.1, Number.NaN, Number.NEGATIVE_INFINITY])('[JF26] never is the position %d', async (ms) => {
    const { voice, requests } = listen()
    await voice.stopped(at(ms))
    expect(requests.at(-1)?.body).toMatchObject({ PositionTicks: 0 })
  })
})

describe('the stop', () => {
  it('[JF27] is told once, and nothing after it', async () => {
    const { voice, said, clock } = listen()
    voice.started(at(0))
    await clock.advance(3000)
    voice.progressed(at(3000))
    await Promise.all([voice.stopped(at(5000)), voice.stopped(at(6000))])
    voice.progressed(at(90_000))
    voice.started(at(0))
    await clock.advance(60_000)
    expect(said().map(([path, ms]) => [path, ms])).toEqual([
      ['Playing', 0],
      ['Stopped', 5000],
    ])
    expect(clock.pending()).toBe(0)
  })

  it('[JF27] is not overtaken by a report that is still on its way', async () => {
    const { voice, said, clock, answer } = listen('hold')
    voice.started(at(0))
    const stopped = voice.stopped(at(5000))
    await clock.advance(0)
    expect(said()).toHaveLength(1)
    answer()
    await clock.advance(0)
    answer()
    await stopped
    expect(said().map(([path]) => path)).toEqual(['Playing', 'Stopped'])
  })

  it('[JF27] is tried three times, then given up without an error', async () => {
    const { voice, said, clock } = listen('fail')
    const stopped = voice.stopped(at(5000))
    await clock.advance(2000)
    await stopped
    expect(said().map(([path]) => path)).toEqual(['Stopped', 'Stopped', 'Stopped'])
  })

  it('[JF27] is tried once when the server refuses it', async () => {
    const { voice, said } = listen('refuse')
    await voice.stopped(at(5000))
    expect(said()).toHaveLength(1)
  })
})

describe('a server that is away', () => {
  it('[JF28] hears the start when it is back, with the newest state', async () => {
    const { voice, said, clock, mood } = listen('fail')
    voice.started(at(0))
    await clock.advance(500)
    voice.progressed(at(500, { paused: true }))
    await clock.advance(100)
    mood('answer')
    await clock.advance(1000)
    expect(said().map(([path, ms]) => [path, ms])).toEqual([
      ['Playing', 0],
      ['Playing', 500],
    ])
  })

  it('[JF28] is asked in growing steps, not in a storm', async () => {
    const { voice, said, play } = listen('fail')
    voice.started(at(0))
    await play({ fromMs: 0, forMs: 120_000, everyMs: 250 })
    expect(said().length).toBeLessThanOrEqual(9)
    await voiceEnds(voice)
  })
})

const voiceEnds = async (voice: { stopped(state: PlaybackState): Promise<void> }) => void voice.stopped(at(0))

type Mood = 'answer' | 'fail' | 'refuse' | 'hold'

/** A voice and a server that hears it. */
function listen(first: Mood = 'answer') {
  const clock = createVirtualClock()
  const requests: JellyfinRequest[] = []
  const held: (() => void)[] = []
  let mood = first
  const client: HttpClient = {
    serverUrl: 'http://nas',
    ask: () => Promise.resolve(failure({ ...unreachable('nas'), status: null })),
    async tell(request) {
      requests.push(request)
      if (mood === 'hold') await new Promise<void>((resolve) => held.push(resolve))
      if (mood === 'fail') return failure({ ...unreachable('nas'), status: null })
      return mood === 'refuse' ? failure({ ...serverFailed(400), status: 400 }) : success(undefined)
    },
  }
  const subject = {
    itemId: 'item',
    mediaSourceId: 'source',
    playSessionId: 'session',
    liveStreamId: null,
    playMethod: 'DirectPlay',
  } as const
  const voice = createPlaybackVoice({ client, clock, subject })
  return {
    voice,
    clock,
    requests,
    said: () => requests.map(readReport),
    mood: (next: Mood) => {
      mood = next
    },
    answer: () => held.shift()?.(),
    /** Calls the voice the way a player's loop does. */
    async play({
      fromMs,
      forMs,
      everyMs,
      rate = 1,
    }: {
      fromMs: number
      forMs: number
      everyMs: number
      rate?: number
    }) {
      for (let passedMs = everyMs; passedMs <= forMs; passedMs += everyMs) {
        await clock.advance(everyMs)
        voice.progressed(at(fromMs + passedMs * rate))
      }
      await clock.advance(0)
    },
  }
}

/** Last part of the path, and the position in ms. */
function readReport({ path, body }: JellyfinRequest): [string, number] {
  const ticks =
    typeof body === 'object' && body !== null && 'PositionTicks' in body ? body.PositionTicks : null
  return [path.split('/').at(-1) ?? '', Number(ticks) / 10_000]
}
