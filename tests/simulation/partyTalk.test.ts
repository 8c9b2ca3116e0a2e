import { afterEach, describe, expect, it } from 'vitest'
import type { Action } from '../../protocol/action.ts'
import { startParty, type Guest, type Party } from './party.ts'
import { badLine } from './simulatedLine.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

async function act(guest: Guest, action: Action) {
  const acting = guest.companion.command({ kind: 'act', action })
  await party.world.advance(500)
  expect(await acting).toMatchObject({ ok: true })
}

describe('a chat', () => {
  it('[CP40] reaches everyone, whoever comes later, and lasts over a restart of the server', async () => {
    party = await startParty(31)
    const ada = await party.invite({ name: 'Ada' })
    const saying = ada.companion.command({ kind: 'say', text: ' Where is Bob? ' })
    await party.world.advance(500)
    expect(await saying).toMatchObject({ ok: true })
    const bob = await party.invite({ name: 'Bob', line: badLine })
    await party.world.advance(500)
    const said = [{ number: 1, name: 'Ada', text: 'Where is Bob?' }]
    expect([ada, bob].map((guest) => guest.companion.state().chat)).toMatchObject([said, said])
    await party.killServer()
    await party.world.advance(1000)
    await party.restartServer()
    await party.world.advance(20_000)
    const answering = bob.companion.command({ kind: 'say', text: 'Here.' })
    await party.world.advance(1000)
    expect(await answering).toMatchObject({ ok: true })
    expect(ada.companion.state().chat).toMatchObject([...said, { number: 2, name: 'Bob', text: 'Here.' }])
  })

  it('[CP40] takes no line that is empty or too long, and says so', async () => {
    party = await startParty(32)
    const ada = await party.invite({ name: 'Ada' })
    for (const text of [' ', 'x'.repeat(501)]) {
      const refused = await ada.companion.command({ kind: 'say', text })
      expect(refused).toMatchObject({ ok: false, problem: { code: 'not-a-line' } })
    }
  })
})

describe('the face in a player', () => {
  const linesOf = (guest: Guest) => guest.player().face.lines.map((line) => line.text)

  it('[CP41] says what happens and what is said, once each, also after the server came back', async () => {
    party = await startParty(33)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    await act(bob, { kind: 'seek', positionMs: 65_000 })
    bob.player().face.userRequests({ kind: 'typed', text: 'Here it is.' })
    await party.world.advance(1000)
    expect(linesOf(ada)).toEqual(['Ada opened the room', 'Bob joined', 'Bob jumped to 1:05', 'Here it is.'])
    expect(ada.player().face.lines.at(-1)).toEqual({ kind: 'chat', name: 'Bob', text: 'Here it is.' })
    await party.killServer()
    await party.world.advance(1000)
    await party.restartServer()
    await party.world.advance(20_000)
    expect(linesOf(ada).filter((text) => text === 'Here it is.')).toHaveLength(1)
  })

  it('[CP41] says why something asked for there was refused', async () => {
    party = await startParty(34)
    await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    bob.player().face.userRequests({ kind: 'asked', what: 'resync' })
    await party.world.advance(1000)
    expect(linesOf(bob).at(-1)).toMatch(/role|permitted|host/i)
  })

  it('[CP41] has the figures once a second while they are wanted', async () => {
    party = await startParty(35)
    const ada = await party.invite({ name: 'Ada' })
    await party.invite({ name: 'Bob' })
    await act(ada, { kind: 'play' })
    await party.world.advance(5000)
    const { face } = ada.player()
    expect(face.figures()).toBeNull()
    face.userRequests({ kind: 'figures', wanted: true })
    await party.world.advance(1100)
    expect(face.figures()).toMatch(/^drift [+-]?\d+\.\d ms {3}line .* {3}clock ±.* {3}2 here$/)
    face.userRequests({ kind: 'figures', wanted: false })
    face.showFigures(null)
    await party.world.advance(3000)
    expect(face.figures()).toBeNull()
  })
})
