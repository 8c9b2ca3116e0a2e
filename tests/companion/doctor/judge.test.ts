import { describe, expect, it } from 'vitest'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { sandboxedPlayer } from '../../../companion/cli/sandboxed.ts'
import { judgeClock, judgeLibrary, judgePlayer, type PlayerFigures } from '../../../companion/doctor/judge.ts'
import { hostKind, redact, worstOf } from '../../../companion/doctor/report.ts'
import { tryPlayer } from '../../../companion/doctor/tryPlayer.ts'
import { failure, success } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const good: PlayerFigures = {
  program: '/usr/bin/mpv',
  triedFrom: null,
  ...{ name: 'MPV', startMs: 200, openMs: 100, seekMs: 30, pace: 1.0001, fasterPace: 1.0502, scatterMs: 0.3 },
  complaints: [],
}
const withoutSound = {
  code: 'player-no-sound',
  sentence: 'MPV has no sound device.',
  nextStep: 'Plug it in.',
}

describe('from figures to verdict', () => {
  it.each([
    [{}, 'green'],
    [{ pace: 0.93 }, 'red'],
    [{ scatterMs: 60 }, 'amber'],
    [{ fasterPace: 1 }, 'amber'],
    [{ fasterPace: null }, 'green'],
    [{ seekMs: 3000 }, 'amber'],
    [{ openMs: 9000 }, 'amber'],
    [{ complaints: [withoutSound] }, 'amber'],
    [{ triedFrom: '0.35.1' }, 'amber'],
  ] as const)('[DO2] a player with %o is %s, with one thing to do unless all is well', (figures, verdict) => {
    const line = judgePlayer({ ...good, ...figures })
    expect(line.verdict).toBe(verdict)
    expect(line.fix === null).toBe(verdict === 'green')
    expect(line.figures).toMatchObject({ startMs: 200 })
  })

  it('[DO11] a player is named with its version and its program, an old one with what it was tried from', () => {
    expect(judgePlayer(good).sentence).toContain(`${good.name} (/usr/bin/mpv) works`)
    expect(judgePlayer({ ...good, triedFrom: '0.35.1' }).sentence).toContain('tried with (0.35.1)')
  })

  it.each([
    [{ arriving: 40e6 }, 'green', 'fast enough'],
    [{ arriving: 10e6 }, 'amber', 'just fast enough: 10.0 Mbit/s come, 8.0 Mbit/s are needed'],
    [{ arriving: 2e6 }, 'red', 'too slowly'],
    [{ arriving: null }, 'red', 'Nothing of "A film"'],
    [{ arriving: 40e6, bitrate: null }, 'green', '40.0 Mbit/s come'],
    [{ arriving: 40e6, transcodeReasons: ['VideoCodecNotSupported'] }, 'amber', 'VideoCodecNotSupported'],
  ] as const)('[DO3] a library with %o is %s', (figures, verdict, words) => {
    const line = judgeLibrary({ title: 'A film', transcodeReasons: null, bitrate: 8e6, ...figures })
    expect(line).toMatchObject({ verdict })
    expect(line.sentence).toContain(words)
  })

  it.each([
    [{ boundMs: 0.2 }, 'green'],
    [{ boundMs: 40 }, 'amber'],
    [{ boundMs: 0.2, jitterMs: 300 }, 'amber'],
    [{ boundMs: 150 }, 'red'],
  ] as const)('[DO4] a clock with %o is %s', (figures, verdict) => {
    expect(judgeClock({ where: 'in this network', rttMs: 1, jitterMs: 1, ...figures }).verdict).toBe(verdict)
  })

  it('[DO6] the worst is what counts, and what could not be looked at is no fault', () => {
    const of = (...verdicts: readonly ('green' | 'amber' | 'red' | 'unknown')[]) =>
      worstOf(verdicts.map((verdict) => ({ verdict })))
    expect([of(), of('unknown', 'green'), of('amber', 'unknown'), of('amber', 'red')]).toEqual([
      ...['green', 'green', 'amber', 'red'],
    ])
  })
})

describe('what a report does not hold', () => {
  it('[DO8] names, folders and addresses, the longest first', () => {
    const secrets = { 'ada.example': 'your library', '/home/ada': '~', ada: 'you' }
    expect(redact('ada has /home/ada/mpv.conf, and http://ada.example/x?k=1', secrets)).toBe(
      'you has ~/mpv.conf, and an address',
    )
  })

  it('[DO8] where a server is, but for the kind of place', () => {
    const kinds = ['ws://127.0.0.1:8999', 'ws://192.168.1.4', 'ws://nas', 'wss://lockstep.example'].map(
      hostKind,
    )
    expect(kinds).toEqual(['on this machine', 'in this network', 'in this network', 'on the internet'])
  })
})

describe('the trial of a player', () => {
  const try_ = async (player: SimulatedPlayer | null, clock = createVirtualClock()) => {
    const launch = async () => (player === null ? failure(withoutSound) : success(player))
    let done = false
    const trying = tryPlayer({ launch, clipUrl: 'http://127.0.0.1/clip', clock }).finally(() => (done = true))
    while (!done) await clock.advance(20)
    return trying
  }

  it('[DO1] measures pace, changed pace and seeks, tells what was complained of, and ends the player', async () => {
    const clock = createVirtualClock()
    const player = new SimulatedPlayer(clock, { seed: 1, durationMs: 12_000 })
    player.impair('no-sound')
    const tried = await try_(player, clock)
    expect(tried).toMatchObject({ ok: true, value: { name: 'Simulated player' } })
    if (!tried.ok) return
    expect(tried.value.pace).toBeCloseTo(1, 2)
    expect(tried.value.fasterPace).toBeCloseTo(1.05, 2)
    expect(tried.value.complaints).toHaveLength(1)
    expect(await player.play()).toMatchObject({ ok: false })
    expect(clock.pending()).toBe(0)
  })

  it('[DO1] says why there is none', async () => {
    expect(await try_(null)).toMatchObject({ ok: false, problem: withoutSound })
  })
})

describe('a player that was not found', () => {
  it('[DO9] may be there in a sandbox', () => {
    const flatpak = '/home/ada/.local/share/flatpak/exports/bin/org.videolan.VLC'
    expect(sandboxedPlayer('vlc', '/home/ada', (path) => path === flatpak)?.sentence).toContain('Flatpak')
    expect(sandboxedPlayer('mpv', '/home/ada', (path) => path === '/snap/bin/mpv')?.sentence).toContain(
      'snap',
    )
    expect(sandboxedPlayer('mpv', '/home/ada', () => false)).toBeNull()
  })
})
