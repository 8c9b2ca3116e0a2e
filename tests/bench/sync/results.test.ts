import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../../bench/sync/claims.ts'
import { speedFigures } from '../../../bench/sync/phases/steady.ts'
import { reportJson, type BenchReport } from '../../../bench/sync/report.ts'
import { reportMarkdown, reportText } from '../../../bench/sync/tables.ts'

const stood = {
  everyonePausedMs: 50.123,
  sameFrameMs: 90,
  framesApart: { leastMs: 0, mostMs: 0.5, exactMs: 0 },
}
const moved = { spreadMs: 1.234, inStepMs: 40 }

const report: BenchReport = {
  command: 'npm run bench:sync',
  date: '2026-11-20',
  machine: { cores: 2, system: 'linux x64', node: 'v24.0.0', loadBefore: 0.42, player: 'MPV 0.35.1' },
  line: null,
  players: ['mpv', 'mpv'],
  members: [],
  pairwiseMs: { p50: 0.3, p95: 0.5, p99: 0.7, max: 0.9 },
  startSpreadMs: 1.234,
  seconds: 60,
  phases: {
    start: moved,
    steady: {
      pairwiseMs: { p50: 0.3, p95: 0.5, p99: 0.7, max: 0.9 },
      samples: 1200,
      seconds: 60,
      meterCpuPercent: 1.5,
      players: [
        {
          name: 'Ada',
          speedChanges: 2,
          mostInOneSecond: 1,
          largestSpeedPercent: 0.5,
          corrections: { rate: 1, seek: 0 },
          companionCpuPercent: 1.2,
          requestsPerSecond: null,
        },
      ],
    },
    pauses: [stood],
    resumes: [moved],
    seeks: [{ everyoneThereMs: 30, inStepMs: 60, spreadMs: 1 }],
    viewer: { pause: stood, resume: moved },
    lateJoiner: {
      inStepMs: 900,
      fromNothingMs: 2000,
      others: { pairwiseMaxMs: 1, pauses: 0, speedChanges: 0 },
    },
  },
}

const verdicts = (changed: BenchReport) => rowsOf(changed).map(({ holds }) => holds)

describe('the results of the sync bench', () => {
  it('[DM65] hold every claim when every figure does', () => {
    expect(verdicts(report)).not.toContain(false)
    expect(verdicts(report).filter((holds) => holds === true).length).toBeGreaterThan(8)
  })

  it('[DM65] name the claim that a figure misses', () => {
    const phases = { ...report.phases, resumes: [moved, { spreadMs: 16, inStepMs: 40 }] }
    const missed = rowsOf({ ...report, phases }).filter(({ holds }) => holds === false)
    expect(missed.map(({ what }) => what)).toEqual(['resume: the last player sets off after the first by'])
  })

  it('[DM65] take a figure that was not to be had for a missed claim, never for a kept one', () => {
    const phases = { ...report.phases, start: { spreadMs: null, inStepMs: null } }
    expect(verdicts({ ...report, phases }).filter((holds) => holds === false)).toHaveLength(2)
  })

  it('[DM65] judge a bad line by the claim for a bad line', () => {
    const line = { delayMs: 40, jitterMs: 20, stallPercent: 1, stallMs: 200, seed: 1 }
    const steady = { ...report.phases.steady, pairwiseMs: { p50: 2, p95: 7, p99: 12, max: 20 } }
    const phases = { ...report.phases, steady }
    expect(verdicts({ ...report, phases, line })[0]).toBe(true)
    expect(verdicts({ ...report, phases })[0]).toBe(false)
  })

  it('[DM66] carry the command, the day and the machine', () => {
    for (const text of [reportMarkdown(report), reportText(report)]) {
      for (const word of ['npm run bench:sync', '2026-11-20', '2 cores (load before: 0.42)', 'MPV 0.35.1'])
        expect(text).toContain(word)
    }
  })

  it('[DM66] are JSON to the hundredth, with null for what was not to be had', () => {
    const phases = { ...report.phases, steady: { ...report.phases.steady, meterCpuPercent: Number.NaN } }
    const json: unknown = JSON.parse(reportJson({ ...report, phases }))
    expect(json).toMatchObject({
      startSpreadMs: 1.23,
      pairwiseMs: { p50: 0.3, p95: 0.5, p99: 0.7, max: 0.9 },
      phases: { steady: { meterCpuPercent: null } },
    })
  })

  it('[DM67] count there and back as one correction of two changes', () => {
    const speeds = [0.99, 1, 1.005, 1].map((speed, index) => ({
      kind: 'speed' as const,
      speed,
      atMs: index * 450,
    }))
    const { speedChanges, mostInOneSecond, largestSpeedPercent } = speedFigures(speeds)
    expect([speedChanges, mostInOneSecond]).toEqual([4, 2])
    expect(largestSpeedPercent).toBeCloseTo(1, 9)
  })
})
