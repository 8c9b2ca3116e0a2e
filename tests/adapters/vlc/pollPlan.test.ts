import { describe, expect, it } from 'vitest'
import { planPoll } from '../../../adapters/vlc/pollPlan.ts'
import { plainWay, preciseWay } from '../../../adapters/vlc/vlcTraits.ts'
import { VlcClient } from '../../../adapters/vlc/vlcClient.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

/** Between refreshes of a film with 24 frames a second and of one in mp4, ms (VLC 3.0.24). */
const RHYTHMS = {
  matroska: [256, 256, 251, 281, 256, 254, 250, 250, 290, 251, 250, 250, 250, 279],
  mp4: [261, 489, 249, 500, 500, 251, 322, 250],
}
/** VLC answers so long after it has looked. */
const ANSWER_MS = 21

interface Watched {
  readonly requestsPerSecond: number
  /** How closely each refresh that was noticed was seen, ms. */
  readonly closeness: readonly number[]
}

/** Plays a minute against a VLC that waits for a refresh when asked to, or does not. */
function watch(gaps: readonly number[], strides: readonly number[], waits: boolean): Watched {
  const endMs = 60_000
  const refreshes: number[] = [0]
  for (let index = 0; (refreshes.at(-1) ?? 0) < endMs; index += 1) {
    refreshes.push((refreshes.at(-1) ?? 0) + (gaps[index % gaps.length] ?? 250))
  }
  const latest = (atMs: number) => refreshes.findLast((refreshMs) => refreshMs <= atMs) ?? 0
  let nowMs = 0
  let lastReadMs = 0
  let refreshedMs = 0
  let count = 0
  let requests = 0
  const closeness: number[] = []
  while (nowMs < endMs) {
    const stride = strides[count % strides.length] ?? 1
    const { atMs, listenMs } = planPoll({
      nowMs,
      lastReadMs,
      moving: true,
      coarse: false,
      refreshedMs,
      stride,
      sinceMs: 0,
      jumpedAtMs: -Infinity,
    })
    const askedMs = Math.max(nowMs, atMs)
    const next = refreshes.find((refreshMs) => refreshMs > askedMs) ?? Infinity
    const waitsUntil = waits && listenMs !== null ? Math.min(next, askedMs + listenMs) : askedMs
    const seen = latest(waitsUntil)
    if (seen > refreshedMs) {
      closeness.push(seen > askedMs ? 1 : askedMs - Math.max(seen, lastReadMs))
      refreshedMs = seen
      count += 1
    }
    requests += 1
    lastReadMs = askedMs
    nowMs = waitsUntil + ANSWER_MS
  }
  return { requestsPerSecond: requests / (endMs / 1000), closeness }
}

const client = new VlcClient({ host: '127.0.0.1', port: 1, password: '' }, createVirtualClock())

describe('asking VLC', () => {
  it.each(Object.entries(RHYTHMS))(
    '[VL20] takes fewer than 4 requests a second when all is calm (%s)',
    (_name, gaps) => {
      expect(watch(gaps, preciseWay(client, null).traits.calmStrides, true).requestsPerSecond).toBeLessThan(4)
      expect(watch(gaps, plainWay(client).traits.calmStrides, false).requestsPerSecond).toBeLessThan(4)
    },
  )

  it('[VL20] listens when a refresh is due: most are seen as they happen', () => {
    const { closeness } = watch(RHYTHMS.matroska, [1, 2], true)
    expect(closeness.filter((ms) => ms <= 1).length / closeness.length).toBeGreaterThan(0.9)
  })

  it('[VL20] looks every 300 ms at a film that stands, so that a resume by hand is noticed', () => {
    const situation = {
      nowMs: 1000,
      lastReadMs: 900,
      refreshedMs: null,
      stride: 1,
      sinceMs: 0,
      jumpedAtMs: -Infinity,
    }
    expect(planPoll({ ...situation, moving: false, coarse: false })).toEqual({ atMs: 1200, listenMs: null })
  })

  it('[VL34] looks more often at one whose viewer jumps, whether it moves or stands: they may hold the key', () => {
    const situation = {
      nowMs: 1000,
      lastReadMs: 990,
      refreshedMs: null,
      stride: 1,
      sinceMs: 0,
      moving: false,
      coarse: false,
    }
    expect(planPoll({ ...situation, jumpedAtMs: 900 })).toEqual({ atMs: 1050, listenMs: null })
    expect(
      planPoll({ ...situation, moving: true, coarse: false, refreshedMs: 980, jumpedAtMs: 900 }),
    ).toEqual({
      atMs: 1050,
      listenMs: 60,
    })
    expect(planPoll({ ...situation, jumpedAtMs: -100 }).atMs).toBe(1290)
  })

  it('[VL20] searches in haste for the first refresh, and calmly in a film that stalls', () => {
    const situation = {
      lastReadMs: 0,
      moving: true,
      coarse: false,
      refreshedMs: null,
      stride: 1,
      sinceMs: 0,
      jumpedAtMs: -Infinity,
    }
    expect(planPoll({ ...situation, nowMs: 10 })).toMatchObject({ atMs: 10, listenMs: 150 })
    expect(planPoll({ ...situation, nowMs: 5000, lastReadMs: 4990 })).toEqual({ atMs: 5290, listenMs: null })
  })
})
