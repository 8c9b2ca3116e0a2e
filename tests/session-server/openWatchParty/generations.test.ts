import { describe, expect, it } from 'vitest'
import { startSessionServer } from '../../../session-server/server.ts'
import { playAct, readScript } from './support/script.ts'

// What the acts say is in generations/*.json; they carry the rules named here.
describe('clients of every generation [OW1] [OW2] [OW3] [OW4] [OW6] [OW7] [OW8] [OW9] [OW10] [OW11] [OW12] [OW13] [OW14] [OW15]', () => {
  describe.each([1, 2, 3, 4])('generation %i', (generation) => {
    it.concurrent.each(readScript(generation).acts)('[$rule] $tells', async (act) => {
      const started = await startSessionServer({ port: 0, logLevel: 'silent' })
      if (!started.ok) throw new Error(started.problem.sentence)
      try {
        await playAct(act, started.value.port)
      } finally {
        await started.value.close()
      }
      expect(act.steps.length).toBeGreaterThan(1)
    })
  })
})
