import { createLockstepSession } from '../../companion/session/lockstepSession.ts'
import type { Wire } from '../../protocol/wire.ts'
import { createMemoryWires } from '../../platform/memoryWire.ts'
import { success } from '../../protocol/result.ts'
import { seededRandom } from '../simulation/random.ts'
import { startSimulatedServer } from '../simulation/simulatedServer.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { describeRoomSession, type SessionTrial } from './roomSession.ts'

describeRoomSession('a session server of Lockstep', async (): Promise<SessionTrial> => {
  const clock = createVirtualClock(1000)
  const server = await startSimulatedServer(clock, seededRandom(7))
  const lines = new Map<string, Wire>()
  return {
    clock,
    nearMs: 2,
    hostReturns: true,
    cutLine: (name) => lines.get(name)?.close(4990, 'cut'),
    visit: (name) =>
      createLockstepSession({
        server: 'ws://lockstep',
        name,
        app: { name: 'test', version: '0' },
        clock,
        wallMs: () => clock.nowMs(),
        random: () => 0.5,
        resumePoint: () => null,
        openWire: async () => {
          const [client, own] = createMemoryWires()
          server.accept(own)
          lines.set(name, own)
          return success(client)
        },
      }),
    dispose: async () => {
      const ended = server.kill()
      await clock.advance(20_000)
      await ended
    },
  }
})
