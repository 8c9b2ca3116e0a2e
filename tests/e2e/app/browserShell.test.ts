import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { descendants, running } from '../demo/demoRun.ts'
import { filmIn } from './films.ts'
import { moveIn, openHouse, quietMpv, temporaryFolder } from './household.ts'
import { windowAt } from './windowAt.ts'

const entry = join(import.meta.dirname, '..', '..', '..', 'app', 'browser', 'main.ts')

/** The browser shell in a process of its own, with a session server of its own. */
async function startShell(args: readonly string[] = []) {
  const env = { ...process.env, LOCKSTEP_HOME: temporaryFolder(), LOCKSTEP_SERVER: 'ws://127.0.0.1:0' }
  const child = spawn(process.execPath, [entry, '--no-open', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const heard = { text: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => (heard.text += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const address = () => /http:\S+#key=\S+/.exec(heard.text)?.[0]
  await expect.poll(address, { timeout: 30_000 }).toBeDefined()
  return { child, ended, heard, address: address() ?? '' }
}

describe('the browser shell', () => {
  it('[BS17] ends at once where nobody would lose anything, and takes everything along', async () => {
    const { child, ended, address } = await startShell()
    const window = await windowAt(address)
    await window.until(({ sessionServer }) => sessionServer.kind === 'running')
    const processes = descendants(child.pid ?? 0)
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(running(processes)).toEqual([])
  })

  it('[BS17] asks once more where others would lose their room', async () => {
    const house = await openHouse()
    const { child, ended, heard, address } = await startShell()
    const window = await windowAt(address)
    await window.does({ kind: 'change-settings', change: { playerArgs: [...quietMpv] } })
    await window.does({ kind: 'connect-server', address: house.library.url })
    await window.does({ kind: 'sign-in', userName: 'Ada', password: ADA.password })
    const { sessionServer } = await window.until(
      (state) => state.library.kind === 'open' && state.sessionServer.kind === 'running',
    )
    const server = sessionServer.kind === 'running' ? sessionServer.address : ''
    const grace = await moveIn(house, { person: GRACE, sessionServer: server })
    await grace.does({
      kind: 'companion',
      command: {
        ...{ kind: 'create-room', server, itemId: await filmIn(grace.app), roomName: null, policy: {} },
        ...{ password: null, expiresInMs: null, startMs: 0 },
      },
    })
    await window.until((state) => state.sessionServer.kind === 'running' && state.sessionServer.roomsHere > 0)
    child.kill('SIGINT')
    await expect.poll(() => heard.text).toContain('Ctrl-c again')
    // As npm's set-up does a second after ctrl-c.
    child.kill('SIGTERM')
    expect(child.exitCode).toBeNull()
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })

  it('[AP13] begins with the link that it was started with', async () => {
    const link = 'lockstep://join/abcdef?server=ws%3A%2F%2F127.0.0.1%3A1'
    const { address } = await startShell([link])
    const window = await windowAt(address)
    const { pendingLink } = await window.until((state) => state.pendingLink !== null)
    expect(pendingLink).toMatchObject({ code: 'abcdef', server: 'ws://127.0.0.1:1' })
  })
})
