import { describe, expect, it } from 'vitest'
import { createMemoryWires } from '../../../platform/memoryWire.ts'
import type { WebSocketLike } from '../../../platform/webSocketWire.ts'
import { failure } from '../../../protocol/result.ts'
import { clientProblems } from '../../../app/renderer/client/clientProblems.ts'
import { browserWires, onlyWire } from '../../../app/renderer/client/openWire.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const key = 'k'.repeat(32)

/** A browser at an address, whose shell gives one status after the other. */
function browserAt(hash: string, statuses: (number | null)[], host = '127.0.0.1:8123') {
  const log: string[] = []
  const sockets: string[] = []
  const wires = browserWires({
    location: { protocol: 'http:', host, hash },
    fetch: (path, { method, body }) => {
      log.push(`${method} ${path}${typeof body === 'string' ? ` ${body}` : ''}`)
      const status = statuses.shift() ?? null
      return status === null ? Promise.reject(new TypeError('refused')) : Promise.resolve({ status })
    },
    WebSocket: function (url: string) {
      sockets.push(url)
      return openSocket
    } as unknown as new (url: string) => WebSocketLike,
    clock: createVirtualClock(),
    forgetKey: () => log.push('forgot'),
  })
  return { wires, log, sockets }
}

const openSocket: WebSocketLike = {
  readyState: 1,
  send: () => undefined,
  close: () => undefined,
  addEventListener: (type: string, listener: unknown) => {
    if (type === 'open') queueMicrotask(listener as () => void)
  },
}

describe('how a window finds its app', () => {
  it('[UI6] exchanges the key of its address once, and forgets it', async () => {
    const { wires, log, sockets } = browserAt(`#key=${key}`, [204, 204])
    expect((await wires()).ok).toBe(true)
    expect(log).toEqual([`POST /session {"key":"${key}"}`, 'forgot'])
    expect((await wires()).ok).toBe(true)
    expect(log.at(-1)).toBe('GET /session')
    expect(sockets).toEqual(['ws://127.0.0.1:8123/bridge', 'ws://127.0.0.1:8123/bridge'])
  })

  it('[UI6] goes on with its cookie when the key is used up, and says what to do when that is none either', async () => {
    expect((await browserAt(`#key=${key}`, [401, 204]).wires()).ok).toBe(true)
    const stranger = browserAt('', [401])
    expect(await stranger.wires()).toEqual(failure({ isFinal: true, problem: clientProblems.unknownWindow }))
    expect(stranger.sockets).toEqual([])
  })

  it.each([
    ['127.0.0.1:8123', clientProblems.unknownWindow],
    ['localhost:8123', clientProblems.unknownWindow],
    ['192.168.1.20:8123', clientProblems.unknownRemote],
    ['localhost.example:8123', clientProblems.unknownRemote],
  ])('[BS34] says at %s where a new address is to be had', async (host, problem) => {
    expect(await browserAt('', [401], host).wires()).toEqual(failure({ isFinal: true, problem }))
    expect(problem.nextStep).toContain('Press Enter in the terminal where Lockstep runs')
  })

  it('[UI6] tries again when nobody answers, or the shell has trouble', async () => {
    const away = failure({ isFinal: false, problem: clientProblems.gone })
    expect(await browserAt('', [null]).wires()).toEqual(away)
    expect(await browserAt('', [503]).wires()).toEqual(away)
  })

  it("[UI7] takes the preload's wire once; after its end the window has to be loaded anew", async () => {
    const [wire] = createMemoryWires()
    const open = onlyWire(wire)
    expect(await open()).toEqual({ ok: true, value: wire })
    expect(await open()).toEqual(failure({ isFinal: true, problem: clientProblems.ended }))
  })
})
