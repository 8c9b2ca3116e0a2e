import { afterEach, describe, expect, it } from 'vitest'
import { startParty, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

describe('the sound of a player in a party', () => {
  it('[CP106] is in the state of its viewer, and changed by command for them alone', async () => {
    party = await startParty(1)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    await party.tell(bob, { kind: 'set-volume', percent: 40 })
    await party.tell(bob, { kind: 'set-muted', muted: true })
    expect(await party.tell(bob, { kind: 'set-fullscreen', fullscreen: true })).toMatchObject({ ok: true })
    expect(bob.companion.state().personal.volume).toEqual({ percent: 40, muted: true })
    expect(ada.companion.state().personal.volume).not.toEqual({ percent: 40, muted: true })
  })

  it('[CP106] is in the state when the viewer changed it in the player', async () => {
    party = await startParty(1)
    const ada = await party.invite({ name: 'Ada' })
    void ada.player().setVolume(55)
    await party.world.advance(500)
    expect(ada.companion.state().personal.volume).toEqual({ percent: 55, muted: false })
  })
})
