import { expect, it } from 'vitest'
import { livesHere } from '../../../app/renderer/room/livesHere.ts'
import { initialAppState, type AppState } from '../../../protocol/bridge/appState.ts'
import { inRoom } from '../../companion/cli/fakes/states.ts'

const roomAt = (server: string) => ({ ...inRoom, session: { kind: 'online', server } as const })
const reaching = (reach: 'this-machine' | 'this-network'): AppState['sessionServer'] => ({
  ...{ kind: 'running', address: 'ws://127.0.0.1:8999', bundled: true, version: null, roomsHere: 1 },
  reach,
})

it.each([
  ['ws://127.0.0.1:8999', true],
  ['ws://127.0.0.1:8999/', true],
  ['wss://films.example', false],
])('[UR152] a room at %s lives on this computer: %s', (server, lives) => {
  expect(
    livesHere({ ...initialAppState, sessionServer: reaching('this-machine'), companion: roomAt(server) }),
  ).toBe(lives)
})

it('[UR152] a room lives where others reach it when the server of the app lets them', () => {
  const companion = roomAt('ws://127.0.0.1:8999')
  expect(livesHere({ ...initialAppState, sessionServer: reaching('this-network'), companion })).toBe(false)
})
