import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryWires } from '../../../platform/memoryWire.ts'
import { serveBridge } from '../../../companion/app/serveBridge.ts'
import type { AppEvent } from '../../../companion/app/appReducer.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import { applyChanges } from '../../../protocol/bridge/changes.ts'
import { longestWindowFrame, readAppFrame, type AppFrame } from '../../../protocol/bridge/frames.ts'
import { initialAppSettings } from '../../../protocol/bridge/settings.ts'
import { initialCompanionState } from '../../../protocol/companionState.ts'
import type { WireClose } from '../../../protocol/wire.ts'
import { createFakeApp, refusedBecause, type FakeApp } from './fakeApp.ts'

/** A wire whose frames arrive when the test says so, and what a window makes of them. */
function openWindow(app: FakeApp) {
  const due: (() => void)[] = []
  const [appEnd, windowEnd] = createMemoryWires((run) => due.push(run))
  const frames: AppFrame[] = []
  const seen: { state: AppState | null; close: WireClose | null } = { state: null, close: null }
  const faults: unknown[] = []
  const stop = serveBridge(app, appEnd, (error) => faults.push(error))
  windowEnd.onMessage((text) => {
    const frame = readAppFrame(text)
    if (frame === null) throw new Error(`not a frame of the app: ${text}`)
    frames.push(frame)
    if (frame.type === 'snapshot') seen.state = frame.state
    if (frame.type === 'changes' && seen.state !== null) {
      seen.state = applyChanges(seen.state, frame.changes)
    }
  })
  windowEnd.onClose((close) => (seen.close = close))
  const deliver = (most = Infinity) => {
    for (let count = 0; count < most && due.length > 0; count += 1) due.shift()?.()
  }
  const settle = async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.resolve()
      deliver()
    }
  }
  return { frames, seen, faults, stop, deliver, settle, send: (frame: string) => windowEnd.send(frame) }
}

const command = (id: number) => JSON.stringify({ type: 'command', id, command: { kind: 'discover' } })

const problem = { code: 'a', sentence: 'A.', nextStep: 'B.' }

/** Anything that may change what windows show, with values that JSON has to carry. */
const someEvent: fc.Arbitrary<AppEvent> = fc.oneof(
  fc
    .record({ id: fc.string(), name: fc.string({ unit: 'grapheme' }), url: fc.webUrl() })
    .map((server): AppEvent => ({ kind: 'discovered', server })),
  fc.constant<AppEvent>({ kind: 'discovering' }),
  fc.constantFrom<AppEvent>(
    { kind: 'library', library: { kind: 'opening' } },
    { kind: 'library', library: { kind: 'failed', problem } },
    { kind: 'library', library: { kind: 'open' } },
    { kind: 'lobby-closed' },
    { kind: 'examining' },
    { kind: 'examined', report: null },
    { kind: 'link', link: null },
  ),
  fc
    .record({ id: fc.integer({ min: 1, max: 50 }), sentence: fc.string() })
    .map(({ id, sentence }): AppEvent => ({
      kind: 'notice',
      notice: { id, tone: 'info', problem: { ...problem, sentence } },
    })),
  fc.integer({ min: 1, max: 50 }).map((id): AppEvent => ({ kind: 'notice-dismissed', id })),
  fc
    .integer({ min: 1000, max: 60_000 })
    .map((replayMs): AppEvent => ({ kind: 'settings', settings: { ...initialAppSettings, replayMs } })),
  fc
    .integer({ min: -2000, max: 2000 })
    .map((offsetMs): AppEvent => ({ kind: 'companion', state: { ...initialCompanionState, offsetMs } })),
)

type Step =
  | { readonly kind: 'event'; readonly event: AppEvent }
  | { readonly kind: 'command' | 'answer' | 'reload' }
  | { readonly kind: 'deliver'; readonly most: number }

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: someEvent.map((event): Step => ({ kind: 'event', event })) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ kind: 'command' }, { kind: 'answer' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'reload' }) },
  { weight: 3, arbitrary: fc.nat({ max: 5 }).map((most): Step => ({ kind: 'deliver', most })) },
)

describe('what a window knows of the app', () => {
  it('[BR1] is the whole state first, and then what changes in it', async () => {
    const app = createFakeApp()
    const window = openWindow(app)
    app.store.dispatch({ kind: 'library', library: { kind: 'opening' } })
    await window.settle()
    expect(window.frames.map(({ type }) => type)).toEqual(['snapshot', 'changes'])
    expect(window.frames[1]).toMatchObject({
      changes: { app: { library: { kind: 'opening' } }, companion: {} },
    })
    expect(window.seen.state).toEqual(app.state())
  })

  it('[BR2] equals the state in the end, whatever order events, commands, answers and reloads come in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someStep, { maxLength: 60 }), async (steps) => {
        const app = createFakeApp()
        let window = openWindow(app)
        let id = 0
        for (const step of steps) {
          if (step.kind === 'event') app.store.dispatch(step.event)
          if (step.kind === 'command') window.send(command((id += 1)))
          if (step.kind === 'answer') app.answer('done')
          if (step.kind === 'deliver') window.deliver(step.most)
          if (step.kind === 'reload') {
            window.stop()
            window = openWindow(app)
          }
        }
        await window.settle()
        expect(window.seen.state).toEqual(app.state())
        expect(window.faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('[BR1] tells what changes in several steps at one instant in one frame', async () => {
    const app = createFakeApp()
    const window = openWindow(app)
    app.store.dispatch({ kind: 'library', library: { kind: 'opening' } })
    app.store.dispatch({ kind: 'library', library: { kind: 'open' } })
    await window.settle()
    expect(window.frames.map(({ type }) => type)).toEqual(['snapshot', 'changes'])
    expect(window.seen.state).toEqual(app.state())
  })

  it('[BR3] is told to every window alike, and to none that has gone', async () => {
    const app = createFakeApp()
    const [one, other] = [openWindow(app), openWindow(app)]
    other.stop()
    await other.settle()
    app.store.notify('info', problem)
    await one.settle()
    await other.settle()
    expect(one.seen.state?.notices).toHaveLength(1)
    expect(other.frames.map(({ type }) => type)).toEqual(['snapshot'])
    expect(other.seen.close).toMatchObject({ code: 1001 })
  })
})

describe('what a window asks of the app', () => {
  it('[BR4] is answered under its number with what became of it, in whatever order that is known', async () => {
    const app = createFakeApp()
    const window = openWindow(app)
    window.send(command(1))
    window.send(command(2))
    await window.settle()
    app.answer('done')
    app.answer('refused')
    await window.settle()
    expect(window.frames.slice(1)).toEqual([
      { type: 'result', id: 1, result: { ok: true } },
      { type: 'result', id: 2, result: { ok: false, problem: refusedBecause } },
    ])
  })

  it('[BR4] is told after what it changed', async () => {
    const app = createFakeApp()
    const window = openWindow(app)
    window.send(command(1))
    await window.settle()
    app.store.dispatch({ kind: 'library', library: { kind: 'open' } })
    app.answer('done')
    await window.settle()
    expect(window.frames.map(({ type }) => type)).toEqual(['snapshot', 'changes', 'result'])
  })

  it('[BR5] is refused by its number when there is no such thing, and the window stays', async () => {
    const window = openWindow(createFakeApp())
    window.send(JSON.stringify({ type: 'command', id: 7, command: { kind: 'explode' } }))
    window.send(
      JSON.stringify({ type: 'query', id: 8, query: { kind: 'search', text: '', start: 0, limit: 1 } }),
    )
    await window.settle()
    expect(window.frames.slice(1)).toMatchObject([
      { type: 'result', id: 7, result: { ok: false, problem: { code: 'not-possible' } } },
      { type: 'refused', id: 8, problem: { code: 'not-possible' } },
    ])
    expect(window.seen.close).toBeNull()
  })

  it.each(['', 'x', '[]', '{"type":"command"}', '{"id":1}', '{"type":"result","id":1,"result":{"ok":true}}'])(
    '[BR6] ends the wire when it is garbage: %s',
    async (garbage) => {
      const window = openWindow(createFakeApp())
      window.send(garbage)
      await window.settle()
      expect(window.seen.close).toEqual({ code: 4001, reason: 'not understood' })
    },
  )

  it('[BR6] never breaks the app, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (garbage) => {
        const window = openWindow(createFakeApp())
        window.send(garbage)
        await window.settle()
        expect(window.faults).toEqual([])
      }),
    )
  })

  it('[BR7] ends the wire when it is longer than anything a window has to say', async () => {
    const window = openWindow(createFakeApp())
    const text = 'x'.repeat(1_000_000)
    window.send(
      JSON.stringify({
        type: 'command',
        id: 1,
        command: { kind: 'companion', command: { kind: 'say', text } },
      }),
    )
    await window.settle()
    expect(text.length).toBeGreaterThan(longestWindowFrame)
    expect(window.seen.close).toEqual({ code: 4002, reason: 'frame too long' })
  })

  it('[BR8] is refused when a hundred things are under way already', async () => {
    const app = createFakeApp()
    const window = openWindow(app)
    for (let id = 1; id <= 101; id += 1) window.send(command(id))
    await window.settle()
    expect(app.waiting()).toBe(100)
    expect(window.frames.slice(1)).toMatchObject([
      { type: 'result', id: 101, result: { ok: false, problem: { code: 'too-much-at-once' } } },
    ])
  })

  it('[BR9] is answered with a sentence when the app has a fault, which is reported', async () => {
    const app = createFakeApp()
    const fault = new Error('a bug')
    const window = openWindow({ ...app, command: () => Promise.reject(fault) })
    window.send(command(1))
    await window.settle()
    expect(window.frames.at(-1)).toMatchObject({
      id: 1,
      result: { ok: false, problem: { code: 'our-fault' } },
    })
    expect(window.faults).toEqual([fault])
  })
})
