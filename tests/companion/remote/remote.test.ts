import { describe, expect, it } from 'vitest'
import type { PlayerAdapter } from '../../../adapters/player.ts'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { obeyOnPlayer, type PlayerFace } from '../../../companion/remote/playerRequests.ts'
import { commandsOf } from '../../../companion/remote/roomCommands.ts'
import type { RemoteRequest } from '../../../jellyfin/library.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const face: PlayerFace = { volumePercent: 95, muted: true }

/** Records what was asked of the player; anything else it is asked for fails the test. */
async function asked(request: RemoteRequest): Promise<unknown[]> {
  const calls: unknown[] = []
  const recorder = new Proxy<PlayerAdapter>(new SimulatedPlayer(createVirtualClock()), {
    get:
      (_, name) =>
      (...args: unknown[]) => {
        calls.push([name, ...args])
        return Promise.resolve({ ok: true, value: undefined })
      },
  })
  await obeyOnPlayer(recorder, face, request)
  return calls
}

describe('requests of other Jellyfin clients', () => {
  it.each<[RemoteRequest, unknown]>([
    [{ kind: 'play' }, { kind: 'act', action: { kind: 'play' } }],
    [{ kind: 'pause' }, { kind: 'act', action: { kind: 'pause', positionMs: null } }],
    [{ kind: 'toggle' }, { kind: 'toggle' }],
    [
      { kind: 'seek', positionMs: 5 },
      { kind: 'act', action: { kind: 'seek', positionMs: 5 } },
    ],
    [
      { kind: 'skip', byMs: -5 },
      { kind: 'skip', byMs: -5 },
    ],
    [{ kind: 'next' }, { kind: 'act', action: { kind: 'next' } }],
    [{ kind: 'stop' }, { kind: 'leave-room' }],
    [
      { kind: 'track', track: 'subtitle', index: 3 },
      { kind: 'choose-track', track: 'subtitle', key: 'library-3' },
    ],
    [
      { kind: 'track', track: 'subtitle', index: -1 },
      { kind: 'choose-track', track: 'subtitle', key: null },
    ],
  ])('[CP24] becomes a command: %o', (request, command) => {
    expect(commandsOf(request)).toEqual([command])
  })

  it.each<[RemoteRequest, unknown]>([
    [{ kind: 'volume', percent: 130 }, ['setVolume', 100]],
    [{ kind: 'volume-step', byPercent: 10 }, ['setVolume', 100]],
    [{ kind: 'mute', muted: null }, ['setMuted', false]],
    [{ kind: 'message', header: 'Ada', text: 'Hi', durationMs: null }, ['showMessage', 'Ada: Hi', 5000]],
  ])('[CP24] acts on the own player alone: %o', async (request, call) => {
    expect(commandsOf(request)).toEqual([])
    expect(await asked(request)).toEqual([call])
  })
})
