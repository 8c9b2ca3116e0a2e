import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { createKeys } from '../../../app/browser/keys.ts'
import { arrivalOf } from '../../../app/browser/requestChecks.ts'
import { networkAddress } from '../../../platform/networkAddress.ts'
import { readAppFrame } from '../../../protocol/bridge/frames.ts'
import { remoteMayAsk, remoteMayCommand } from '../../../protocol/bridge/remoteRights.ts'
import { everyCommand, everyQuery } from '../../support/everyRequest.ts'
import { bridgeAt, enterWith, openShell } from './shellOfTest.ts'

const address = networkAddress(networkInterfaces())

const keyIn = (text: string): string => new URL(text).hash.replace('#key=', '')

/** A window whose key was made for a place, exchanged at one, and used at another. */
async function openWindow(made: 'own' | 'network', exchangedAt: 'own' | 'network', usedAt = exchangedAt) {
  const open = await openShell(true)
  const { shell } = open
  const networkOrigin = new URL(shell.newNetworkAddress() ?? '').origin
  const originOf = (place: 'own' | 'network') => (place === 'own' ? shell.origin : networkOrigin)
  const key = keyIn((made === 'own' ? shell.newAddress() : shell.newNetworkAddress()) ?? '')
  const cookie = await enterWith(originOf(exchangedAt), key)
  const origin = originOf(usedAt)
  const { socket, heard } = await bridgeAt(origin, { cookie, origin })
  const frames = () => heard.map(readAppFrame).filter((frame) => frame !== null)
  const access = async () => {
    await expect.poll(() => frames()[0]?.type).toBe('snapshot')
    const [first] = frames()
    return first?.type === 'snapshot' ? first.state.access : null
  }
  return { ...open, socket, frames, access }
}

describe('whether a window is a remote control', () => {
  it('[BS30] is told by the address at which it really arrived', () => {
    const accesses = ['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'].map((localAddress) =>
      arrivalOf({ localAddress }),
    )
    expect(new Set(accesses)).toEqual(new Set(['own']))
    const others = ['192.168.1.20', '10.127.0.1', '::ffff:192.168.1.20', 'fe80::1', '12.70.0.1', undefined]
    for (const localAddress of others) {
      expect(arrivalOf(localAddress === undefined ? {} : { localAddress })).toBe('remote')
    }
  })

  it('[BS30] is told by its key, by where that was exchanged and by where it is, whichever is less', () => {
    const keys = createKeys()
    const places = ['own', 'remote'] as const
    for (const made of places)
      for (const exchanged of places)
        for (const used of places) {
          const session = keys.exchange(keys.make(made), exchanged)
          const isOwn = [made, exchanged, used].every((place) => place === 'own')
          expect(keys.accessOf(session, used)).toBe(isOwn ? 'own' : 'remote')
        }
    expect(keys.accessOf('nobody', 'own')).toBeNull()
    expect(keys.accessOf(null, 'own')).toBeNull()
  })

  it.skipIf(address === null).each([
    ['network', 'network', 'network'],
    ['network', 'own', 'own'],
    ['own', 'network', 'network'],
    ['own', 'network', 'own'],
    ['own', 'own', 'network'],
  ] as const)('[BS30] with a key of %s, exchanged at %s, used at %s: it is', async (made, at, used) => {
    const { access } = await openWindow(made, at, used)
    expect(await access()).toBe('remote')
  })

  it.skipIf(address === null)('[BS30] with everything on this machine: it is none', async () => {
    const { access } = await openWindow('own', 'own')
    expect(await access()).toBe('own')
  })
})

describe.skipIf(address === null)('a remote control over a real socket', () => {
  it('[BS31] is refused everything that is no remote control of the film, whatever its page would send', async () => {
    const { app, socket, frames } = await openWindow('network', 'network')
    const commands = everyCommand.filter((command) => !remoteMayCommand(command))
    const queries = everyQuery.filter((query) => !remoteMayAsk(query))
    const requests = [
      ...commands.map((command) => ({ type: 'command', command })),
      ...queries.map((query) => ({ type: 'query', query })),
    ]
    for (const [at, request] of requests.entries()) socket.send(JSON.stringify({ ...request, id: at + 1 }))
    await expect.poll(() => frames().length).toBe(1 + requests.length)
    const codes = frames()
      .slice(1)
      .map((frame) => {
        if (frame.type === 'refused') return frame.problem.code
        return frame.type === 'result' && !frame.result.ok ? frame.result.problem.code : frame.type
      })
    expect(new Set(codes)).toEqual(new Set(['remote-may-not']))
    expect(app.waiting()).toBe(0)
  })

  it('[BS31] is answered in everything that is', async () => {
    const { app, socket, frames } = await openWindow('network', 'network')
    const commands = everyCommand.filter(remoteMayCommand)
    for (const [at, command] of commands.entries())
      socket.send(JSON.stringify({ type: 'command', id: at + 1, command }))
    await expect.poll(() => app.waiting()).toBe(commands.length)
    for (const _command of commands) app.answer('done')
    await expect.poll(() => frames().filter(({ type }) => type === 'result').length).toBe(commands.length)
    expect(frames().slice(1)).toEqual(
      commands.map((_command, at) => ({ type: 'result', id: at + 1, result: { ok: true } })),
    )
  })

  it('[BS31] is what the same command is not, on this machine', async () => {
    const { app, socket } = await openWindow('own', 'own')
    const commands = everyCommand.filter((command) => !remoteMayCommand(command))
    for (const [at, command] of commands.entries())
      socket.send(JSON.stringify({ type: 'command', id: at + 1, command }))
    await expect.poll(() => app.waiting()).toBe(commands.length)
  })
})
