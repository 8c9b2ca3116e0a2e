import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { descendants, running } from './demo/demoRun.ts'
import { windowAt } from './app/windowAt.ts'

const entry = join(import.meta.dirname, '..', '..', 'demo', 'appCli.ts')

/** The demo with the app, on no screen; its first window's address. */
async function startDemoApp() {
  const child = spawn(process.execPath, [entry, '--no-open', '--headless'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const address = () => /http:\S+#key=\S+/.exec(said)?.[0]
  await expect.poll(address, { timeout: 60_000, message: said }).toBeDefined()
  return { child, ended, address: address() ?? '', said: () => said }
}

describe('the demo with the app', () => {
  it('[DM120] is signed in as Ada, and whoever opens a room watches it with Grace, in step', async () => {
    const demo = await startDemoApp()
    const window = await windowAt(demo.address)
    const { app, sessionServer } = await window.until(
      (state) => state.library.kind === 'open' && state.sessionServer.kind === 'running',
    )
    expect(app.isDemo).toBe(true)
    expect(window.state().account?.userName).toBe('Ada')
    expect(sessionServer).toMatchObject({ bundled: true })
    await window.does({ kind: 'watch-sample' })
    const { companion } = await window.until(
      ({ companion: { room, follow } }) =>
        room?.members.length === 2 &&
        Math.abs(follow.driftMs ?? 1000) < 50 &&
        room.members.every(({ presence }) => Math.abs(presence.driftMs ?? 1000) < 50),
      60_000,
    )
    expect(companion.room?.members.map(({ name }) => name)).toEqual(['Ada', 'Grace'])
    await window.does({ kind: 'companion', command: { kind: 'leave-room' } })
    const processes = descendants(demo.child.pid ?? 0)
    demo.child.kill('SIGINT')
    expect(await demo.ended).toBe(0)
    await expect.poll(() => running(processes)).toEqual([])
  })
})
