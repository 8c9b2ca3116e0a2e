import { createServer } from 'node:http'
import { expect, it, onTestFinished, type TestContext } from 'vitest'
import { WebSocketServer } from 'ws'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA } from '../../demo/library/people.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { wireOver } from '../../platform/webSocketWire.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { REAL_FILM_ID, realFilm } from '../demo/support/shelf.ts'
import { hostByPage, servePlayerPage } from '../support/openWatchParty/hostPage.ts'
import { SessionMember } from '../session-server/support/sessionMember.ts'
import { createStandIn } from '../support/openWatchParty/standIn.ts'
import { browserOfThisFile } from '../support/realBrowser.ts'
import { temporaryFolder } from './cli/cliProcess.ts'
import { openPlayableLibrary, openSessionServer, quietPlayer, signIn } from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'

const browser = browserOfThisFile()
const mediaId = itemIdOf(REAL_FILM_ID)

type Joining = (server: string, roomId: string) => Promise<readonly string[]>

/** As members of our own protocol join: by the code, which the list of public rooms tells. */
const byCode: Joining = async (server, roomId) => {
  const looker = await SessionMember.enter(server, 'Looker')
  looker.send({ type: 'watch-rooms', requestId: 'w' })
  const told = await looker.hears('rooms', ({ changed }) => changed.some(({ id }) => id === roomId))
  looker.close()
  return [told.changed.find(({ id }) => id === roomId)?.code ?? '', '--server', server]
}

/** A browser hosts a film on a server, and somebody with a real MPV joins. */
async function watchWithBrowser(test: TestContext, server: string, joining: Joining) {
  const { page } = await browser.open(test)
  const film = await realFilm()
  await page.goto(await servePlayerPage(film.file, temporaryFolder()))
  const host = await hostByPage(page, { socket: `${server}/ws`, mediaId })
  const library = await openPlayableLibrary()
  const home = await signIn(library, ADA)
  const ada = startJsonMember(['join', ...(await joining(server, host.roomId)), ...quietPlayer], { home })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  return { host, ada }
}

const isFollowing = ({ room, follow }: CompanionState) =>
  room?.timeline.playing === true && follow.driftMs !== null && Math.abs(follow.driftMs) < 40
const isAt = (positionMs: number) => (state: CompanionState) =>
  Math.abs((state.follow.positionMs ?? -1) - positionMs) < 1500

it('[OW64] a real browser that hosts does not hunt a real MPV: hardly a move of the timeline, no seek, few corrections', async (test) => {
  const server = await openSessionServer()
  const { host, ada } = await watchWithBrowser(test, server.url, byCode)
  await host.play()
  await ada.until('in step', isFollowing)
  await beat(5000)
  const before = ada.state()
  await beat(25_000)
  const after = ada.state()
  const [was, is] = [before?.follow.corrections, after?.follow.corrections]
  const moves = (after?.room?.timeline.revision ?? 0) - (before?.room?.timeline.revision ?? 0)
  const corrections = { rate: (is?.rate ?? 0) - (was?.rate ?? 0), seek: (is?.seek ?? 0) - (was?.seek ?? 0) }
  console.log(`in 25 s: ${moves} moves of the timeline, corrections ${JSON.stringify(corrections)}`)
  // It reports 25 times. A browser that decodes on a busy processor does stand still at times, and is followed then.
  expect(moves).toBeLessThanOrEqual(6)
  expect(corrections.seek).toBe(0)
  expect(corrections.rate).toBeLessThanOrEqual(12)
  await host.seekTo(120)
  await ada.until('after the jump', isAt(121_000))
  await host.pause()
  await ada.until('the pause', ({ room }) => room?.timeline.playing === false)
  const stoodMs = await host.positionMs()
  await ada.until('the same place', ({ follow }) => Math.abs((follow.positionMs ?? 0) - stoodMs) < 300)
})

it('[OW53] "join" with the address of an OpenWatchParty server follows a browser there with a real MPV', async (test) => {
  const { host, ada } = await watchWithBrowser(test, await standInAddress(), async (address, roomId) => [
    address,
    roomId,
  ])
  await host.play()
  await ada.until('playing', isFollowing)
  await host.seekTo(60)
  await ada.until('after the jump', isAt(61_000))
  await host.pause()
  await ada.until('the pause', ({ room }) => room?.timeline.playing === false)
  expect(
    await ada.command({ kind: 'make-link', role: 'viewer', once: false, livesMs: 60_000 }),
  ).toMatchObject({
    ok: false,
    problem: { code: 'makes-no-links' },
  })
})

/** The stand-in of a server of theirs behind a real socket. */
async function standInAddress(): Promise<string> {
  const standIn = createStandIn({ generation: 4, clock: createSystemClock() })
  const http = createServer((_request, response) => response.end(JSON.stringify(standIn.health())))
  const sockets = new WebSocketServer({ server: http, path: '/ws' })
  sockets.on('connection', (socket) => standIn.accept(wireOver(socket)))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    http.close()
  })
  const address = http.address()
  return `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const beat = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
