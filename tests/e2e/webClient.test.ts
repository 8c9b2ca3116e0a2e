import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WebClient } from '../session-server/openWatchParty/support/webClient.ts'
import { serversOfThisFile } from '../session-server/support/testServer.ts'
import { browserOfThisFile } from '../support/realBrowser.ts'
import { serveForTest } from '../support/serveForTest.ts'

/** The folder of an unmodified web client of OpenWatchParty, in which its `plugin.js` is; unset where there is none. */
const folder = process.env['LOCKSTEP_OPENWATCHPARTY_CLIENT'] ?? ''
if (folder === '') {
  console.warn(
    'NOT RUN: the real web client of OpenWatchParty. Name its folder (the one with plugin.js) in LOCKSTEP_OPENWATCHPARTY_CLIENT.',
  )
}

const { start } = serversOfThisFile()
const browser = browserOfThisFile()

describe.skipIf(folder === '')(
  'the real web client of OpenWatchParty (skipped where LOCKSTEP_OPENWATCHPARTY_CLIENT names no folder)',
  () => {
    it('[OW27] connects, joins a room and is told what is said there', async (test) => {
      expect(existsSync(join(folder, 'plugin.js')), `${folder} has a plugin.js`).toBe(true)
      const server = await start()
      const ada = await WebClient.connect(server.port)
      ada.send({ type: 'create_room', payload: { start_pos: 0, media_id: null, user_name: 'Ada' } })
      await ada.hears('room_state')
      const { page } = await browser.open(test)
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(await serveClient(`ws://127.0.0.1:${server.port}/ws`))
      await page.waitForFunction('window.OpenWatchParty?.state?.ws?.readyState === 1', null, {
        timeout: 30_000,
      })
      await page.evaluate(`window.OpenWatchParty.actions.joinRoom(${JSON.stringify(ada.roomId)})`)
      await ada.hears('participants_update', ({ payload }) => payload.participant_count === 2)
      await page.waitForFunction('window.OpenWatchParty.state.inRoom === true')
      ada.send({ type: 'chat_message', room: ada.roomId, payload: { text: 'hello from Ada' } })
      await page.waitForFunction('JSON.stringify(window.OpenWatchParty.state).includes("hello from Ada")')
      expect(complaints).toEqual([])
    })
  },
)

/** A page with as much of Jellyfin Web as the client asks for, and what the plugin of a Jellyfin would serve. */
async function serveClient(sessionServer: string): Promise<string> {
  const token = {
    ...{ token: null, auth_enabled: false, insecure_mode: true, expires_in: 3600, protocol_version: 1 },
    ...{ user_id: 'u1', user_name: 'Grace', session_server_url: sessionServer, invite_ttl_seconds: 3600 },
    hide_native_syncplay_button: false,
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    if (path === '/') return void response.setHeader('content-type', 'text/html').end(jellyfinPage)
    if (path.endsWith('/OpenWatchParty/Token')) return void response.end(JSON.stringify(token))
    const [, name = 'plugin.js'] = /\/OpenWatchParty\/Client\/(.+)$/.exec(path) ?? []
    const file = join(folder, normalize(`/${name}`))
    if (!existsSync(file)) return void response.writeHead(404).end()
    response.setHeader('content-type', 'text/javascript').end(readFileSync(file))
  })
  return serveForTest(server)
}

const jellyfinPage = `<!doctype html><title>Jellyfin</title>
<div class="headerRight"></div><div class="homePage"><div class="homeSectionsContainer"></div></div>
<div class="videoOsdBottom"><div class="buttons"></div></div><video muted></video>
<script>
  window.ApiClient = { accessToken: () => 'none', serverAddress: () => location.origin, _serverAddress: location.origin,
    getCurrentUserId: () => 'u1', getItem: async (_user, id) => ({ Id: id, Name: 'A film' }), _currentUser: { Name: 'Grace' } }
  window.playbackManager = { play: async () => {}, currentItem: () => null, getCurrentItem: () => null }
  window.Emby = { Page: { show: () => {}, currentItem: null } }
</script>
<script src="/OpenWatchParty/ClientScript?v=1"></script>`
