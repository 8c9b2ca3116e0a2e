import { describe, expect, it } from 'vitest'
import { demoHelp, readOptions } from '../../../demo/run/options.ts'

const read = (...args: readonly string[]) => readOptions(args)

describe('the command line of the demo', () => {
  it('[DM79] plays until ctrl-c when nothing is asked for', () => {
    expect(read('--demo')).toMatchObject({
      ok: true,
      value: { seconds: null, json: false, players: ['mpv', 'mpv'] },
    })
  })

  it('[DM79] ends by itself for a script, unless it is to hold', () => {
    expect(read('--json')).toMatchObject({ ok: true, value: { seconds: 20 } })
    expect(read('--json', '--hold')).toMatchObject({ ok: true, value: { seconds: null } })
    expect(read('--json', '--hold', '--seconds', '30')).toMatchObject({ ok: true, value: { seconds: 30 } })
  })

  it('[DM96] gives each member the player asked for, in any mix', () => {
    expect(read('--players', 'mpv, vlc,vlc-plain')).toMatchObject({
      ok: true,
      value: { players: ['mpv', 'vlc', 'vlc-plain'] },
    })
    expect(read('--members', '3')).toMatchObject({ ok: true, value: { players: ['mpv', 'mpv', 'mpv'] } })
    expect(read('--players', 'vlc,vlc', '--members', '2')).toMatchObject({ ok: true })
  })

  it.each([
    [['--seconds', '0'], '--seconds 0'],
    [['--seconds', 'long'], '--seconds long'],
    [['--members', '1'], '--members 1'],
    [['--members', '2.5'], '--members 2.5'],
    [['--players', 'mpv,winamp'], 'no player "winamp"'],
    [['--players', 'mpv,'], 'no player ""'],
    [['--players', 'vlc'], '--players vlc'],
    [['--players', Array(9).fill('mpv').join(',')], 'from 2 to 8'],
    [['--players', 'mpv,vlc', '--members', '3'], 'disagree'],
    [['--film', 'nosferatu'], '--film nosferatu'],
    [['--fim', 'night'], '--fim'],
    [['night'], 'night'],
  ])('[DM79] refuses %j with a sentence that names it', (args, named) => {
    const refused = readOptions(args)
    expect(refused).toMatchObject({ ok: false, problem: { code: 'bad-option' } })
    expect(refused.ok || refused.problem.sentence).toContain(named)
  })

  it('[DM79] explains every option and every key', () => {
    for (const word of [
      '--seconds',
      '--json',
      '--hold',
      '--members',
      '--players',
      '--film',
      '--headless',
      'space',
      'ctrl-c',
    ]) {
      expect(demoHelp()).toContain(word)
    }
  })
})
