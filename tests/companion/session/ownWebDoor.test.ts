import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createPartySession } from '../../../companion/session/openWatchParty/partySession.ts'
import type { RoomMessage, RoomSession } from '../../../companion/session/roomSession.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { openWebSocketWire } from '../../../platform/webSocketWire.ts'
import { success } from '../../../protocol/result.ts'
import { serversOfThisFile } from '../../session-server/support/testServer.ts'
import { contractFilm } from '../../contracts/roomSession.ts'

const { start } = serversOfThisFile()

/** A companion that takes our own server for one of OpenWatchParty, over a real socket. */
function visitor(port: number, userName: string) {
  const clock = createSystemClock()
  const url = `ws://127.0.0.1:${port}/ws`
  const session = createPartySession({
    ...{ server: url, url, clock, random: () => 0.5 },
    openWire: (address) => openWebSocketWire({ url: address, WebSocket, clock, withinMs: 5000 }),
    pass: async () => success({ token: null, userName, userId: userName, expiresInMs: null }),
    describe: async (itemId) => success({ ...contractFilm, itemId }),
  })
  const heard: RoomMessage[] = []
  session.onMessage((message) => heard.push(message))
  return { session, heard }
}

const playing = (heard: readonly RoomMessage[]) =>
  heard.findLast((message) => message.type === 'timeline')?.timeline.playing ?? null
const said = (heard: readonly RoomMessage[]) =>
  heard.flatMap((message) => (message.type === 'chat' ? message.lines.map(({ text }) => text) : []))
const hostIn = (heard: readonly RoomMessage[]) =>
  heard.findLast((message) => message.type === 'members')?.hostId ?? null
const mustBe = <Value>(result: { ok: true; value: Value } | { ok: false; problem: { sentence: string } }) => {
  if (!result.ok) throw new Error(result.problem.sentence)
  return result.value
}

it('[OW44] the companion speaks to the web door of our own server as to one of theirs: found, join, move, chat, inherit', async () => {
  const { port } = await start()
  const [ada, bob] = [visitor(port, 'Ada'), visitor(port, 'Bob')]
  for (const { session } of [ada, bob]) mustBe(await session.open())
  const founded = mustBe(
    await ada.session.create({
      ...{ media: contractFilm, name: null, policy: {}, password: null, positionMs: 5000 },
    }),
  )
  const code = founded.room.id
  const joined = mustBe(await bob.session.join({ code, password: null, invitation: null }))
  expect(joined.room).toMatchObject({ id: code, hostId: founded.memberId })
  const isReady = (session: RoomSession) => session.status().kind === 'online'
  expect([ada, bob].every(({ session }) => isReady(session))).toBe(true)
  mustBe(await ada.session.act({ kind: 'play' }, 0))
  await expect.poll(() => playing(bob.heard), { timeout: 6000 }).toBe(true)
  mustBe(await ada.session.act({ kind: 'pause', positionMs: null }, 1))
  await expect.poll(() => playing(bob.heard), { timeout: 6000 }).toBe(false)
  const text = '🎬'.repeat(500)
  mustBe(await bob.session.say(text))
  await expect.poll(() => [said(ada.heard).at(-1), said(bob.heard).at(-1)]).toEqual([text, text])
  await ada.session.close()
  await expect.poll(() => hostIn(bob.heard), { timeout: 6000 }).toBe(joined.memberId)
  await bob.session.close()
})
