import { describe, expect, it } from 'vitest'
import { createSteersman } from '../../../companion/follow/steersman.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import type { Strictness } from '../../../sync/strictness.ts'

/** What is decided about a player that is this far ahead for ten seconds. */
function decisions(driftMs: number, strictness: () => Strictness): ReadonlySet<string> {
  const { capabilities } = new SimulatedPlayer(createVirtualClock())
  const steersman = createSteersman(capabilities, () => 100, strictness)
  const kinds = new Set<string>()
  for (let nowMs = 0; nowMs < 10_000; nowMs += 250) {
    const observation = {
      ...{ positionMs: nowMs + driftMs, observedAtMs: nowMs, uncertaintyMs: 0.5 },
      ...{ paused: false, buffering: false, rate: 1, seeking: false, ended: false },
    }
    kinds.add(steersman.judge(observation, { positionMs: nowMs, rate: 1, playing: true }, nowMs).kind)
  }
  return kinds
}

describe('how strictly a player is kept in step', () => {
  it.each([
    ['exact', 5, 'rate'],
    ['balanced', 5, 'hold'],
    ['balanced', 40, 'rate'],
    ['relaxed', 40, 'hold'],
    ['relaxed', 90, 'rate'],
    ['exact', 900, 'seek'],
    ['relaxed', 900, 'rate'],
    ['relaxed', 2500, 'seek'],
  ] as const)('[DR16] %s: %d ms ahead leads to %s', (strictness, driftMs, kind) => {
    expect(decisions(driftMs, () => strictness)).toContain(kind)
    if (kind === 'hold') expect(decisions(driftMs, () => strictness)).toEqual(new Set(['hold']))
  })

  it('[DR16] is read anew for each decision', () => {
    let strictness: Strictness = 'relaxed'
    const kinds = decisions(40, () => {
      const now = strictness
      strictness = 'exact'
      return now
    })
    expect(kinds).toContain('rate')
  })
})
