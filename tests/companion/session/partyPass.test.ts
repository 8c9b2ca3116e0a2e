import { describe, expect, it } from 'vitest'
import { sessionFor } from '../../../companion/session/openSession.ts'
import { createMemoryWires } from '../../../platform/memoryWire.ts'
import { success } from '../../../protocol/result.ts'
import { createShelf } from '../../simulation/shelf.ts'
import { generations } from '../../support/openWatchParty/generations.ts'
import { createStandIn } from '../../support/openWatchParty/standIn.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const token = 'a-token-of-the-plugin'

/** Somebody whose Jellyfin gives them a pass for one server goes to another, or to that one. */
async function visit(server: string, generation: 1 | 2 | 3 | 4) {
  const clock = createVirtualClock(1000)
  const standIn = createStandIn({ generation, clock, token })
  const found = await sessionFor(server, {
    library: {
      ...createShelf([]),
      watchPartyPass: async () => success({ token, expiresInMs: 10_000, server: 'wss://party.example/ws' }),
    },
    name: 'Ada',
    app: { name: 'test', version: '0' },
    clock,
    wallMs: () => clock.nowMs(),
    openWire: async () => {
      const [client, end] = createMemoryWires()
      standIn.accept(end)
      return success(client)
    },
    random: () => 0.5,
    resumePoint: () => null,
  })
  if (!found.ok) throw new Error(found.problem.sentence)
  const opening = found.value.open()
  await clock.advance(3000)
  return { opened: await opening, session: found.value, heard: standIn.heard, clock }
}

describe('who somebody is on an OpenWatchParty server', () => {
  it('[OW52] is shown by the pass of the plugin, with version and features, and anew before it expires', async () => {
    for (const generation of generations) {
      const { opened, session, heard, clock } = await visit('wss://party.example/ws', generation)
      expect(opened.ok).toBe(true)
      await clock.advance(6000)
      const shown = heard.filter((frame) => JSON.stringify(frame).includes('"auth"'))
      expect(shown).toHaveLength(2)
      for (const frame of shown) {
        expect(frame).toMatchObject({ payload: { token, user_name: 'Ada', protocol_version: 1 } })
      }
      await session.close()
    }
  })

  it('[OW52] is no concern of any other server: the pass is not sent there, and a refusal says what to do', async () => {
    const { opened, heard } = await visit('wss://elsewhere.example/ws', 4)
    expect(JSON.stringify(heard)).not.toContain(token)
    expect(opened).toMatchObject({ ok: false, problem: { code: 'not-recognised' } })
  })
})
