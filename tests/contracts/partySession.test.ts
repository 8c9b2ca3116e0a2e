import { expect } from 'vitest'
import { createPartySession } from '../../companion/session/openWatchParty/partySession.ts'
import { createMemoryWires } from '../../platform/memoryWire.ts'
import type { Wire } from '../../protocol/wire.ts'
import { success } from '../../protocol/result.ts'
import { generations } from '../support/openWatchParty/generations.ts'
import { createStandIn } from '../support/openWatchParty/standIn.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { contractFilm, describeRoomSession, type SessionTrial } from './roomSession.ts'

for (const generation of generations) {
  describeRoomSession(
    `an OpenWatchParty server of generation ${generation}`,
    async (): Promise<SessionTrial> => {
      const clock = createVirtualClock(1000)
      const standIn = createStandIn({ generation, clock })
      const lines = new Map<string, Wire>()
      return {
        clock,
        nearMs: 150,
        hostReturns: generation === 4,
        cutLine: (name) => lines.get(name)?.close(4990, 'cut'),
        visit: (userName) =>
          createPartySession({
            server: 'ws://party:3000/ws',
            url: 'ws://party:3000/ws',
            clock,
            random: () => 0.5,
            openWire: async () => {
              const [client, server] = createMemoryWires()
              standIn.accept(server)
              lines.set(userName, server)
              return success(client)
            },
            pass: async () => success({ token: null, userName, userId: userName, expiresInMs: null }),
            describe: async (itemId) => success({ ...contractFilm, itemId }),
          }),
        dispose: async () => {
          await clock.advance(20_000)
          expect(clock.pending(), 'timers left behind').toBe(0)
        },
      }
    },
  )
}
