import { expect, it } from 'vitest'
import type { FaceRequest } from '../../adapters/player.ts'
import type { PlayerTrial } from './playerTrial.ts'

/** What a player with a face over its picture shows and tells on (rules PL59 and PL60). */
export function describeFace(trial: () => PlayerTrial) {
  const soon = async (what: () => Promise<boolean> | boolean) => {
    const { fixture } = trial()
    const endsAtMs = fixture.nowMs() + 3000
    while (!(await what()) && fixture.nowMs() < endsAtMs) await fixture.pass(20)
    expect(await what()).toBe(true)
  }
  const ask = () => {
    const { player } = trial()
    const requests: FaceRequest[] = []
    const cancel = player.face?.onRequest((request) => requests.push(request))
    return { requests, cancel: () => cancel?.() }
  }

  it('[PL59] has a face exactly where one can be seen, which shows lines as they are', async () => {
    const { fixture, player } = trial()
    expect(player.face === undefined).toBe(fixture.face === undefined)
    const text = 'Zoë {\\b1}says \\N "hi" ${pause} 🎬'
    player.face?.showLines([
      { kind: 'event', text: 'Ada paused' },
      { kind: 'chat', name: 'Zoë', text },
    ])
    await soon(async () => {
      const shown = (await fixture.face?.reads()) ?? `Ada paused\nZoë: ${text}`
      return shown === `Ada paused\nZoë: ${text}`
    })
  })

  it('[PL60] tells on what is typed and asked for there, until nobody listens', async () => {
    const { fixture, player } = trial()
    const { requests, cancel } = ask()
    player.face?.showLines([{ kind: 'event', text: 'ready' }])
    await soon(async () => ((await fixture.face?.reads()) ?? 'ready') === 'ready')
    await fixture.face?.types('hi Zoë!')
    await fixture.face?.asksForResync()
    const wanted = fixture.face === undefined ? 0 : 2
    await soon(() => requests.length === wanted)
    expect(requests).toEqual(
      [
        { kind: 'typed', text: 'hi Zoë!' },
        { kind: 'asked', what: 'resync' },
      ].slice(0, wanted),
    )
    cancel()
    await fixture.face?.asksForResync()
    await fixture.pass(100)
    expect(requests).toHaveLength(wanted)
  })
}
