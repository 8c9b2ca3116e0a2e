import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createServerStarter } from '../../../app/main/serverChild.ts'
import type { FromServer, ToServer } from '../../../app/main/serverMessages.ts'
import { must, problemOf } from '../../jellyfin/support/libraryFixture.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

/** A process that does what the test says. */
class FakeChild {
  readonly heard: ToServer[] = []
  readonly events = new EventEmitter()
  isKilled = false
  readonly #onStart: (child: FakeChild) => void

  constructor(onStart: (child: FakeChild) => void) {
    this.#onStart = onStart
  }

  postMessage(message: ToServer): void {
    this.heard.push(message)
    if (message.kind === 'start') this.#onStart(this)
    else this.exit()
  }

  on(event: 'message', listener: (message: unknown) => void): void {
    this.events.on(event, listener)
  }

  once(event: 'exit', listener: (code: number) => void): void {
    this.events.once(event, listener)
  }

  kill(): boolean {
    this.isKilled = true
    this.exit()
    return true
  }

  say(message: FromServer): void {
    this.events.emit('message', message)
  }

  exit(): void {
    this.events.emit('exit', 0)
  }
}

const starts = (child: FakeChild) => child.say({ kind: 'started', url: 'ws://127.0.0.1:4321' })

function open(onStart: (child: FakeChild, number: number) => void) {
  const clock = createVirtualClock()
  const children: FakeChild[] = []
  const news: string[] = []
  const start = createServerStarter({
    clock,
    dataDir: '/somewhere',
    fork: () => {
      const number = children.length
      const child = new FakeChild((started) => onStart(started, number))
      children.push(child)
      return child
    },
    onNews: (each) => news.push(each),
  })
  const wish = { host: '127.0.0.1', port: 0, jellyfins: ['http://jf'] }
  return { clock, children, news, start: () => start(wish) }
}

describe('the session server in a process of its own', () => {
  it('[EL11] is given up when it starts and dies again and again', async () => {
    const { children, news, start, clock } = open(starts)
    must(await start())
    for (const pauseMs of [200, 1000, 5000, 15_000]) {
      children.at(-1)?.exit()
      await clock.advance(pauseMs)
    }
    expect(children).toHaveLength(5)
    children.at(-1)?.exit()
    await clock.advance(60_000)
    expect(children).toHaveLength(5)
    expect(news.at(-1)).toBe('lost')
  })

  it('[EL11] is begun with anew when it had run well before it died', async () => {
    const { children, start, clock } = open(starts)
    must(await start())
    for (let death = 0; death < 6; death += 1) {
      await clock.advance(61_000)
      children.at(-1)?.exit()
      await clock.advance(200)
    }
    expect(children).toHaveLength(7)
  })

  it('[EL11] has ended when closing has, also when it was just being started again', async () => {
    const { children, start, clock } = open((child, number) => number === 0 && starts(child))
    const started = must(await start())
    children[0]?.exit()
    await clock.advance(200)
    const closing = started.close({ comesBack: false })
    const [, second] = children
    if (second === undefined) throw new Error('it was not started again')
    starts(second)
    await closing
    expect(second.heard.at(-1)).toEqual({ kind: 'close', comesBack: false })
  })

  it('[EL11] is started as wished, and ended with the app', async () => {
    const { children, start, clock } = open(starts)
    const started = must(await start())
    expect(started.url).toBe('ws://127.0.0.1:4321')
    const [child] = children
    expect(child?.heard[0]).toEqual({
      ...{ kind: 'start', host: '127.0.0.1', port: 0 },
      ...{ jellyfins: ['http://jf'], dataDir: '/somewhere' },
    })
    await started.close({ comesBack: false })
    expect(child?.heard.at(-1)).toEqual({ kind: 'close', comesBack: false })
    expect(children).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  it('[EL11] comes back at the same place when it dies', async () => {
    const { children, start, clock, news } = open(starts)
    const started = must(await start())
    children[0]?.exit()
    await clock.advance(200)
    expect(children).toHaveLength(2)
    expect(children[1]?.heard[0]).toMatchObject({ kind: 'start', port: 4321 })
    expect(news).toEqual(['died', 'back'])
    children[1]?.exit()
    await clock.advance(1000)
    expect(news).toEqual(['died', 'back', 'died', 'back'])
    await started.close({ comesBack: false })
    expect(clock.pending()).toBe(0)
  })

  it('[EL11] is given up when it dies at every start', async () => {
    const { children, start, clock, news } = open((child, number) =>
      number === 0 ? starts(child) : child.exit(),
    )
    must(await start())
    children[0]?.exit()
    await clock.advance(60_000)
    expect(news).toEqual(['died', 'lost'])
    expect(children).toHaveLength(5)
    expect(clock.pending()).toBe(0)
  })

  it('[EL11] says why it does not start, and is not left behind', async () => {
    const problem = { code: 'port-taken', sentence: 'Taken.', nextStep: 'Free it.' }
    const failing = open((child) => child.say({ kind: 'failed', problem }))
    expect(problemOf(await failing.start())).toEqual(problem)
    expect(failing.children[0]?.isKilled).toBe(true)
    const silent = open(() => undefined)
    const waiting = silent.start()
    await silent.clock.advance(15_000)
    expect(problemOf(await waiting)).toMatchObject({ code: 'server-did-not-start' })
    expect(silent.children[0]?.isKilled).toBe(true)
  })

  it('[EL11] is not started again while the app ends', async () => {
    const { children, start, clock } = open(starts)
    const started = must(await start())
    children[0]?.exit()
    await clock.advance(0)
    await started.close({ comesBack: false })
    await clock.advance(60_000)
    expect(children).toHaveLength(1)
  })
})
