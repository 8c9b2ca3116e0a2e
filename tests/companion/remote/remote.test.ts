import { describe, expect, it } from 'vitest'
import type { PlayerAdapter } from '../../../adapters/player.ts'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { obeyOnPlayer, type PlayerFace } from '../../../companion/remote/playerRequests.ts'
import { commandsOf } from '../../../companion/remote/roomCommands.ts'
import type { RemoteRequest } from '../../../jellyfin/library.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const unremarkable = { codec: null, forced: false, isDefault: false, address: null } as const

const face: PlayerFace = {
  volumePercent: 95,
  muted: true,
  tracks: [
    { ...unremarkable, kind: 'audio', id: 1, title: 'English', language: 'eng', selected: true },
    { ...unremarkable, kind: 'audio', id: 2, title: 'French', language: 'fre', selected: false },
    { ...unremarkable, kind: 'subtitle', id: 1, title: 'English', language: 'eng', selected: false },
  ],
}

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
  ])('[CP24] asks the room: %o', (request, command) => {
    expect(commandsOf(request)).toEqual([command])
  })

  it.each<[RemoteRequest, unknown]>([
    [{ kind: 'volume', percent: 130 }, ['setVolume', 100]],
    [{ kind: 'volume-step', byPercent: 10 }, ['setVolume', 100]],
    [{ kind: 'mute', muted: null }, ['setMuted', false]],
    [{ kind: 'track', track: 'audio', index: 2 }, ['selectTrack', 'audio', 2]],
    [{ kind: 'track', track: 'subtitle', index: 3 }, ['selectTrack', 'subtitle', 1]],
    [{ kind: 'track', track: 'subtitle', index: null }, ['selectTrack', 'subtitle', null]],
    [{ kind: 'message', header: 'Ada', text: 'Hi', durationMs: null }, ['showMessage', 'Ada: Hi', 5000]],
  ])('[CP24] acts on the own player alone: %o', async (request, call) => {
    expect(commandsOf(request)).toEqual([])
    expect(await asked(request)).toEqual([call])
  })
})
