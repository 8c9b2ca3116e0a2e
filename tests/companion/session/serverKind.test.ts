import { describe, expect, it } from 'vitest'
import { findServerKind } from '../../../companion/session/serverKind.ts'
import { generations } from '../../support/openWatchParty/generations.ts'
import { createStandIn } from '../../support/openWatchParty/standIn.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

/** Answers as a server would, and remembers what it was asked. */
function addressThatSays(json: unknown) {
  const asked: string[] = []
  const ask = async (url: string) => {
    asked.push(url)
    return json === null ? null : { json }
  }
  return { asked, ask }
}

describe('the kind of a session server', () => {
  it('[OW51] is ours where /health tells of a clock', async () => {
    const { asked, ask } = addressThatSays({ status: 'ok', clockId: 'c', auth_enabled: false })
    const kind = await findServerKind('wss://lockstep.example/', ask)
    expect(kind).toEqual({ ok: true, value: { kind: 'lockstep' } })
    expect(asked).toEqual(['https://lockstep.example/health'])
  })

  it('[OW51] is OpenWatchParty in every generation of it', async () => {
    for (const generation of generations) {
      const standIn = createStandIn({ generation, clock: createVirtualClock() })
      const { ask } = addressThatSays(standIn.health())
      expect(await findServerKind('ws://party.example:3000', ask)).toEqual({
        ok: true,
        value: { kind: 'open-watch-party', url: 'ws://party.example:3000/ws' },
      })
    }
  })

  it('[OW51] is OpenWatchParty where the address names its path, also behind a proxy that shows no health', async () => {
    const { asked, ask } = addressThatSays(undefined)
    const kind = await findServerKind('wss://party.example/sync/ws', ask)
    expect(kind).toMatchObject({ value: { kind: 'open-watch-party', url: 'wss://party.example/sync/ws' } })
    expect(asked).toEqual([])
  })

  it('[OW51] is said to be neither where something else answers, and left to connecting where nobody does', async () => {
    const other = addressThatSays(undefined)
    expect(await findServerKind('ws://blog.example', other.ask)).toMatchObject({
      ok: false,
      problem: { code: 'not-a-session-server' },
    })
    const nobody = addressThatSays(null)
    expect(await findServerKind('ws://down.example', nobody.ask)).toMatchObject({
      value: { kind: 'lockstep' },
    })
  })
})
