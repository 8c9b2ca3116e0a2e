import { describe, expect, it } from 'vitest'
import { readScreenOptions, screenHelp } from '../../../bench/screen/options.ts'
import { screenJson, screenMarkdown, screenRows, type ScreenReport } from '../../../bench/screen/report.ts'

const seen = { pictures: 100, samePercent: 97, oneApartPercent: 3, mostApart: 1, torn: 0, unreadable: 0 }
const report: ScreenReport = {
  command: 'npm run bench:screen',
  date: '2026-11-26',
  machine: { cores: 2, system: 'linux x64', node: 'v24.0.0', loadBefore: 0.5, player: 'MPV 0.35.1' },
  ...{ players: ['mpv', 'mpv'], seconds: 60, film: 'night' },
  ...{ playing: seen, afterJump: seen, standing: seen },
  pauses: [{ frames: [48, 47], toldMs: [2000, 1951.3] }],
}
const holds = (changed: Partial<ScreenReport>) =>
  screenRows({ ...report, ...changed }).map((row) => row.holds)

describe('the results of the screen bench', () => {
  it('[DM101] hold MPVs to the same frame, and a VLC to its neighbour', () => {
    expect(holds({})).toEqual([true, true, true])
    const half = { ...seen, samePercent: 50, oneApartPercent: 50 }
    expect(holds({ playing: half })).toEqual([false, true, true])
    expect(holds({ playing: half, players: ['mpv', 'vlc'] })).toEqual([true, true, true])
    expect(holds({ playing: { ...half, mostApart: 2 }, players: ['mpv', 'vlc'] })[0]).toBe(false)
  })

  it('[DM101] take pictures in which nothing could be read for a missed claim', () => {
    const blind = { ...seen, samePercent: NaN, oneApartPercent: NaN, mostApart: -Infinity, unreadable: 100 }
    expect(holds({ standing: blind, players: ['vlc', 'vlc'] })).toEqual([true, true, false])
    expect(screenJson({ ...report, standing: blind })).toContain('"mostApart":null')
    expect(screenMarkdown({ ...report, standing: blind })).toContain('| ? |')
  })

  it('[DM107] show each pause: how far the frames were apart, and what the players told of them', () => {
    expect(screenMarkdown(report)).toContain('| 1 | 1 | 0.0 | -7.0 |')
    expect(screenMarkdown({ ...report, pauses: [{ frames: [48, 48], toldMs: [null, 2000] }] })).toContain(
      '| 1 | 0 | ? | 0.0 |',
    )
  })

  it('[DM101] carry the command, the day and the machine', () => {
    for (const word of ['npm run bench:screen', '2026-11-26', '2 cores', 'MPV 0.35.1', '97.0 %'])
      expect(screenMarkdown(report)).toContain(word)
  })
})

describe('the command line of the screen bench', () => {
  it('[DM101] looks at two MPVs for a minute when nothing is asked for', () => {
    expect(readScreenOptions([])).toMatchObject({ ok: true, value: { players: ['mpv', 'mpv'], seconds: 60 } })
    for (const option of ['--players', '--seconds', '--out', '--json']) expect(screenHelp()).toContain(option)
  })

  it.each([
    [['--players', 'mpv,mpv,mpv'], 'from 2 to 2'],
    [['--players', 'mpv,xine'], 'xine'],
    [['--seconds', '1'], '--seconds 1'],
    [['--pauses', '1.5'], '--pauses 1.5'],
    [['--frames', '1'], '--frames'],
  ])('[DM101] refuses %j with a sentence that names it', (args, named) => {
    const refused = readScreenOptions(args)
    expect(refused.ok || refused.problem.sentence).toContain(named)
    expect(refused.ok).toBe(false)
  })
})
