import { describe, expect, it } from 'vitest'
import { serveBridge } from '../../../companion/app/serveBridge.ts'
import { createMemoryWires } from '../../../platform/memoryWire.ts'
import { failure, success } from '../../../protocol/result.ts'
import type { Wire } from '../../../protocol/wire.ts'
import { backOffMs, createAppLink, type OpenWire } from '../../../app/renderer/client/appLink.ts'
import { clientProblems } from '../../../app/renderer/client/clientProblems.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { createFakeApp, type FakeAppParts } from '../support/fakeApp.ts'
import { signedIn } from '../support/states.ts'

const gone = failure({ isFinal: false, problem: clientProblems.gone })

function windowOn(parts: FakeAppParts) {
  const app = createFakeApp(parts)
  const clock = createVirtualClock()
  const line = { isUp: true, ends: [] as Wire[], tries: 0 }
  const openWire: OpenWire = () => {
    line.tries += 1
    if (!line.isUp) return Promise.resolve(gone)
    const [ours, theirs] = createMemoryWires()
    line.ends.push(theirs)
    serveBridge(app, theirs, (error) => {
      throw error
    })
    return Promise.resolve(success(ours))
  }
  const link = createAppLink(openWire, clock)
  return { app, clock, line, link, breakLine: () => line.ends.at(-1)?.close(1006) }
}

describe("a window's line to the app", () => {
  it('[UI1] shows the state as the app has it, and follows every change', async () => {
    const { app, clock, link } = windowOn({ state: signedIn })
    await clock.advance(0)
    expect(link.mirror.getState()).toMatchObject({ app: app.state(), connection: { kind: 'online' } })
    const before = link.mirror.getState().app
    app.change((state) => ({ ...state, rooms: null }))
    await clock.advance(0)
    expect(link.mirror.getState().app).toEqual(app.state())
    expect(link.mirror.getState().app?.settings).toBe(before?.settings)
  })

  it('[UI2] keeps what was known while the line is down, and comes back by itself', async () => {
    const { app, clock, line, link, breakLine } = windowOn({ state: signedIn })
    await clock.advance(0)
    line.isUp = false
    breakLine()
    await clock.advance(0)
    expect(link.mirror.getState().connection).toEqual({ kind: 'reconnecting', attempt: 1, retryInMs: 250 })
    expect(link.mirror.getState().app).toEqual(app.state())
    app.change((state) => ({ ...state, rooms: null }))
    line.isUp = true
    await clock.advance(250)
    expect(link.mirror.getState()).toMatchObject({ app: app.state(), connection: { kind: 'online' } })
    link.close()
    await clock.advance(0)
    expect(clock.pending()).toBe(0)
  })

  it('[UI3] tries ever more rarely, and at once when a person says so', async () => {
    expect([1, 2, 3, 4, 5, 6, 20].map(backOffMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
    const { clock, line, link, breakLine } = windowOn({ state: signedIn })
    await clock.advance(0)
    line.isUp = false
    breakLine()
    await clock.advance(10_000)
    const tries = line.tries
    line.isUp = true
    link.retryNow()
    await clock.advance(0)
    expect(line.tries).toBe(tries + 1)
    expect(link.mirror.getState().connection).toEqual({ kind: 'online' })
  })

  it('[UI4] answers every command: done, refused with the reason, too late, or that the app is gone', async () => {
    const refusal = { code: 'no', sentence: 'No.', nextStep: 'Ask somebody else.' }
    const { clock, link, breakLine } = windowOn({
      state: signedIn,
      onCommand: ({ kind }) => {
        if (kind === 'back') return failure(refusal)
        return kind === 'examine' ? new Promise<undefined>(() => undefined) : undefined
      },
    })
    await clock.advance(0)
    expect(await link.command({ kind: 'discover' })).toEqual({ ok: true, value: undefined })
    expect(await link.command({ kind: 'back' })).toEqual(failure(refusal))
    const late = link.command({ kind: 'examine' })
    await clock.advance(60_000)
    expect(await late).toEqual(failure(clientProblems.noAnswer))
    const cut = link.command({ kind: 'examine' })
    breakLine()
    await clock.advance(0)
    expect(await cut).toEqual(failure(clientProblems.gone))
    link.close()
  })

  it('[UI8] says that a megabyte is too long, and keeps its line', async () => {
    const { clock, link } = windowOn({ state: signedIn })
    await clock.advance(0)
    const command = { kind: 'say', text: 'x'.repeat(1_000_000) } as const
    expect(await link.command({ kind: 'companion', command })).toEqual(failure(clientProblems.tooLong))
    expect(link.mirror.getState().connection.kind).toBe('online')
    link.close()
  })

  it('[UI5] checks what the app says: an answer that does not fit, and a frame that is none', async () => {
    const app = createFakeApp({ state: signedIn })
    const clock = createVirtualClock()
    const [ours, theirs] = createMemoryWires()
    const strange = { ...app, query: () => Promise.resolve(success([{ id: 7 }])) as never }
    serveBridge(strange, theirs, () => undefined)
    const link = createAppLink(() => Promise.resolve(success(ours)), clock)
    await clock.advance(0)
    expect(await link.query({ kind: 'libraries' })).toEqual(failure(clientProblems.strangeAnswer))
    theirs.send('{"type":"snapshot"}')
    await clock.advance(0)
    expect(link.mirror.getState().connection.kind).toBe('reconnecting')
    link.close()
  })

  it('[UI5] gives up on an app that it does not understand three times in a row, and says why', async () => {
    const clock = createVirtualClock()
    let tries = 0
    const openWire: OpenWire = () => {
      tries += 1
      const [ours, theirs] = createMemoryWires()
      theirs.send('{"type":"snapshot","state":{"from":"another version"}}')
      return Promise.resolve(success(ours))
    }
    const link = createAppLink(openWire, clock)
    await clock.advance(30_000)
    expect(tries).toBe(3)
    expect(link.mirror.getState().connection).toEqual({ kind: 'refused', problem: clientProblems.strangeApp })
  })
})
