import { describe, expect, it } from 'vitest'
import { ADA } from '../../demo/library/people.ts'
import { connectServer } from '../../jellyfin/connectServer.ts'
import { authorizationHeader } from '../../jellyfin/credentials.ts'
import type { Clock } from '../../jellyfin/clock.ts'
import { pollEveryMs, startQuickConnect } from '../../jellyfin/quickConnect.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { app, clock, must, problemOf, signIn, startLibrary } from './support/libraryFixture.ts'

describe('Quick Connect', () => {
  it('[JF12] signs in once the code was confirmed elsewhere', async () => {
    const { demo, waiting, poll } = await start()
    await poll()
    await confirm(demo.url, waiting.code)
    await poll()
    const credentials = must(await waiting.result)
    expect(credentials).toMatchObject({ userId: ADA.id, deviceId: 'television', serverId: demo.serverId })
    expect(waiting.code).toMatch(/^\d{6}$/)
  })

  it('[JF12] waits out a server that fails meanwhile', async () => {
    const { demo, waiting, poll } = await start()
    const heal = demo.faults.status(500)
    await poll()
    heal()
    await confirm(demo.url, waiting.code)
    await poll()
    expect(must(await waiting.result).userName).toBe('Ada')
  })

  it('[JF13] ends when it is cancelled, and leaves no timer behind', async () => {
    const { waiting, virtual } = await start()
    waiting.cancel()
    expect(problemOf(await waiting.result).code).toBe('quick-connect-cancelled')
    expect(virtual.pending()).toBe(0)
  })

  it('[JF13] ends when the server no longer knows the code', async () => {
    const { demo, waiting, poll } = await start()
    demo.faults.status(404, (path) => path === '/quickconnect/connect')
    await poll()
    expect(problemOf(await waiting.result).code).toBe('quick-connect-expired')
  })

  it('[JF13] gives up after ten minutes', async () => {
    const { demo, waiting, virtual, poll } = await start()
    demo.faults.status(500)
    await virtual.advance(2999)
    for (let ended = false; !ended;) {
      await poll()
      ended = virtual.pending() === 0
    }
    expect(problemOf(await waiting.result).code).toBe('quick-connect-expired')
    expect(virtual.nowMs()).toBeGreaterThanOrEqual(600_000)
  })

  it('[JF13] says when the server does not offer it', async () => {
    const { demo } = await startLibrary({ quickConnectEnabled: false })
    const server = must(await connectServer(demo.url, clock))
    const problem = problemOf(await startQuickConnect({ server, app, deviceId: 'television', clock }))
    expect(problem.code).toBe('quick-connect-disabled')
  })
})

async function start() {
  const { demo, proxy } = await startLibrary()
  const virtual = createVirtualClock()
  let waits = 0
  const counting: Clock = {
    nowMs: virtual.nowMs,
    after(delayMs, run) {
      if (delayMs === pollEveryMs) waits += 1
      return virtual.after(delayMs, run)
    },
  }
  const server = must(await connectServer(proxy.url, clock))
  const waiting = must(await startQuickConnect({ server, app, deviceId: 'television', clock: counting }))
  let settled = false
  void waiting.result.then(() => (settled = true))
  /** Lets one poll happen, and waits until its real answer has led to the next wait or to the end. */
  const poll = async () => {
    const before = waits
    await virtual.advance(pollEveryMs)
    await expect.poll(() => settled || waits > before, { interval: 2, timeout: 5000 }).toBe(true)
    return settled
  }
  return { demo, waiting, virtual, poll }
}

/** As somebody does in another client. */
async function confirm(url: string, code: string): Promise<void> {
  const authorization = authorizationHeader(await signIn(url, ADA, 'telephone'), app)
  const query = new URLSearchParams({ code, userId: ADA.id })
  const answer = await fetch(`${url}/QuickConnect/Authorize?${query}`, {
    method: 'POST',
    headers: { authorization },
  })
  expect(answer.status).toBe(200)
}
