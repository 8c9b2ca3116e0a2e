import { describe, expect, it } from 'vitest'
import { benchHelp, readBenchOptions } from '../../../bench/sync/options.ts'

const read = (...args: readonly string[]) => readBenchOptions(args, 4711)

describe('the command line of the sync bench', () => {
  it('[DM64] measures two members on loopback when nothing is asked for', () => {
    expect(read()).toMatchObject({ ok: true, value: { players: ['mpv', 'mpv'], seconds: 60, line: null } })
  })

  it('[DM64] reads a bad line', () => {
    expect(read('--members', '3', '--jitter', '40±20', '--stalls', '1')).toMatchObject({
      ok: true,
      value: {
        players: ['mpv', 'mpv', 'mpv'],
        line: { delayMs: 40, jitterMs: 20, stallPercent: 1, stallMs: 200 },
      },
    })
    expect(read('--stalls', '2')).toMatchObject({
      ok: true,
      value: { line: { delayMs: 0, stallPercent: 2 } },
    })
  })

  it('[DM63] takes a seed, and one of its own otherwise', () => {
    expect(read('--seed', '12')).toMatchObject({ ok: true, value: { seed: 12 } })
    expect(read()).toMatchObject({ ok: true, value: { seed: 4711 } })
  })

  it.each([
    [['--members', '9'], '--members 9'],
    [['--players', 'mpv,totem'], 'totem'],
    [['--seconds', '-1'], '--seconds'],
    [['--stalls', 'often'], '--stalls often'],
    [['--jitter', 'bad'], "'bad'"],
    [['--film', 'nosferatu'], '--film nosferatu'],
    [['--what'], '--what'],
  ])('[DM64] refuses %j with a sentence that names it', (args, named) => {
    const refused = readBenchOptions(args, 1)
    expect(refused.ok || refused.problem.sentence).toContain(named)
    expect(refused.ok).toBe(false)
  })

  it('[DM64] explains every option', () => {
    const options = [
      '--members',
      '--players',
      '--jitter',
      '--stalls',
      '--seconds',
      '--rounds',
      '--seed',
      '--film',
      '--out',
      '--json',
    ]
    for (const option of options) expect(benchHelp()).toContain(option)
  })
})
