import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { DemoLibrary } from '../../../demo/library/demoLibrary.ts'
import { field } from './jellyfinClient.ts'

export interface ListeningSocket {
  /** The next message of this type, whether it came already or will come. */
  next(type: string): Promise<unknown>
  send(type: string): void
  /** All message types so far, in order. */
  types(): readonly string[]
  readonly closed: Promise<unknown>
}

export const socketUrl = (library: DemoLibrary, token?: string): string =>
  `${library.url.replace('http', 'ws')}/socket${token === undefined ? '' : `?ApiKey=${token}`}`

/** Opens Jellyfin's WebSocket and keeps what comes. */
export async function openSocket(library: DemoLibrary, token: string): Promise<ListeningSocket> {
  const socket = new WebSocket(socketUrl(library, token))
  onTestFinished(() => socket.terminate())
  const messages: { type: string; content: unknown }[] = []
  const arrivals = new EventTarget()
  socket.on('message', (frame: Buffer) => {
    const message: unknown = JSON.parse(frame.toString('utf8'))
    messages.push({ type: String(field(message, 'MessageType')), content: message })
    arrivals.dispatchEvent(new Event('message'))
  })
  const closed = once(socket, 'close')
  await once(socket, 'open')
  const read = new Set<number>()
  return {
    async next(type) {
      for (;;) {
        const index = messages.findIndex((message, at) => message.type === type && !read.has(at))
        if (index >= 0) {
          read.add(index)
          return messages[index]?.content
        }
        await once(arrivals, 'message')
      }
    },
    send: (type) => socket.send(JSON.stringify({ MessageType: type })),
    types: () => messages.map(({ type }) => type),
    closed,
  }
}
