import { describe, expect, it } from 'vitest'
import type { WireMessage } from '../../../app/main/ipcWire.ts'
import { isOwnPage } from '../../../app/main/ownPages.ts'
import { createWindowBridge, type Contents } from '../../../app/main/windowBridge.ts'
import { initialAppState } from '../../../protocol/bridge/appState.ts'
import { createFakeApp } from '../../renderer/support/fakeApp.ts'

const ownUrl = 'app://lockstep/#/'

function open() {
  const app = createFakeApp({ state: initialAppState })
  const faults: unknown[] = []
  const bridge = createWindowBridge({ app, isOwnPage, onFault: (error) => faults.push(error) })
  const window = (id: number) => {
    const sent: WireMessage[] = []
    const mainFrame = { url: ownUrl }
    const contents: Contents = {
      id,
      mainFrame,
      isDestroyed: () => false,
      send: (_channel, message) => sent.push(structuredClone(message)),
    }
    const say = (message: unknown, senderFrame: { url: string } | null = mainFrame) =>
      bridge.hear({ sender: contents, senderFrame }, message)
    const frames = (wire: string) =>
      sent.flatMap((message) =>
        message.kind === 'frame' && message.wire === wire
          ? [JSON.parse(message.frame) as { type: string }]
          : [],
      )
    return { say, sent, frames, mainFrame }
  }
  return { app, bridge, faults, window }
}

const dismiss = JSON.stringify({ type: 'command', id: 1, command: { kind: 'dismiss-notice', id: 1 } })

/** Changes are told when the instant is over in which they were made. */
const endOfInstant = () => Promise.resolve()

describe('the bridge of windows over IPC', () => {
  it('[EL3] serves the page of a window: a snapshot, changes, and answers', async () => {
    const { app, window } = open()
    const { say, frames } = window(1)
    say({ kind: 'open', wire: 'a' })
    expect(frames('a').map(({ type }) => type)).toEqual(['snapshot'])
    app.change((state) => ({ ...state, discovered: [{ id: 'x', name: 'X', url: 'http://x' }] }))
    say({ kind: 'frame', wire: 'a', frame: dismiss })
    await expect.poll(() => frames('a').map(({ type }) => type)).toEqual(['snapshot', 'changes', 'result'])
    expect(app.asked).toEqual([{ kind: 'dismiss-notice', id: 1 }])
  })

  it.each([
    ['a frame within the page', { url: ownUrl }],
    ['a frame that is gone', null],
  ])('[EL3] does not hear %s', (_who, senderFrame) => {
    const { window, faults } = open()
    const { say, sent } = window(1)
    say({ kind: 'open', wire: 'a' }, senderFrame)
    expect(sent).toEqual([])
    expect(faults).toHaveLength(1)
  })

  it.each([
    'https://lockstep/',
    'app://elsewhere/',
    'app://lockstep.elsewhere/',
    'file:///app://lockstep/',
    'app://user@lockstep/',
  ])('[EL3] does not hear the page %s', (url) => {
    const { window, faults } = open()
    const { say, sent, mainFrame } = window(1)
    mainFrame.url = url
    say({ kind: 'open', wire: 'a' })
    expect(sent).toEqual([])
    expect(faults).toHaveLength(1)
  })

  it.each([
    null,
    'open',
    { kind: 'open' },
    { kind: 'open', wire: '' },
    { kind: 'frame', wire: 'a', frame: 3 },
    { kind: 'open', wire: 'a', more: 1 },
    { kind: 'close', wire: 'a', code: 7, reason: '' },
  ])('[EL3] does not hear %o', (message) => {
    const { window, faults } = open()
    const { say, sent } = window(1)
    say(message)
    expect(sent).toEqual([])
    expect(faults).toHaveLength(1)
  })

  it('[EL4] begins anew with a page that was loaded again, and hears nothing more of the former', async () => {
    const { app, bridge, window } = open()
    const { say, frames, sent } = window(1)
    say({ kind: 'open', wire: 'before' })
    bridge.forget(1)
    say({ kind: 'open', wire: 'after' })
    say({ kind: 'frame', wire: 'before', frame: dismiss })
    app.change((state) => ({ ...state, discovered: [{ id: 'x', name: 'X', url: 'http://x' }] }))
    await endOfInstant()
    expect(frames('before').map(({ type }) => type)).toEqual(['snapshot'])
    expect(sent).toContainEqual(expect.objectContaining({ kind: 'close', wire: 'before' }))
    expect(frames('after').map(({ type }) => type)).toEqual(['snapshot', 'changes'])
    expect(app.asked).toEqual([])
  })

  it('[EL4] keeps windows apart, and ends them all', async () => {
    const { app, bridge, window } = open()
    const [one, two] = [window(1), window(2)]
    one.say({ kind: 'open', wire: 'a' })
    two.say({ kind: 'open', wire: 'a' })
    bridge.forget(1)
    app.change((state) => ({ ...state, discovered: [{ id: 'x', name: 'X', url: 'http://x' }] }))
    await endOfInstant()
    expect(one.frames('a')).toHaveLength(1)
    expect(two.frames('a')).toHaveLength(2)
    bridge.close()
    expect(two.sent.at(-1)).toMatchObject({ kind: 'close', code: 1001 })
  })
})
