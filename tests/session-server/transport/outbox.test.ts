import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createFrameBytes } from '../../../session-server/transport/frameBytes.ts'
import { createOutgoingPost } from '../../../session-server/transport/outbox.ts'

let http: Server
afterEach(() => {
  http.closeAllConnections()
  http.close()
})

/** A line as the server holds it, and what a client of the package ws hears at its other end. */
async function openLine() {
  http = createServer()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const held = new Promise<{ line: Duplex; socket: WebSocket }>((resolve) => {
    http.on('upgrade', (request, line, head) => {
      sockets.handleUpgrade(request, line, head, (socket) => resolve({ line, socket }))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const client = new WebSocket(`ws://127.0.0.1:${port}/`)
  const heard: string[] = []
  client.on('message', (frame: Buffer) => heard.push(frame.toString('utf8')))
  return { ...(await held), heard }
}

it('[SV92] what is told to a line comes whole and in order, whatever its length, beside what the library says', async () => {
  const { line, socket, heard } = await openLine()
  const [bytesOf, post] = [createFrameBytes(), createOutgoingPost()]
  const outbox = post.outboxOf(line)
  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000]
  const frames = [...lengths.map((length) => 'x'.repeat(length)), 'é😀"'.repeat(100)]
  for (const frame of frames) outbox.add(bytesOf(frame).bytes)
  expect(outbox.waitingBytes()).toBeGreaterThan(331_000)
  outbox.flush()
  socket.send('by the library')
  outbox.add(bytesOf('last').bytes)
  await expect.poll(() => heard.length).toBe(frames.length + 2)
  expect(heard).toEqual([...frames, 'by the library', 'last'])
})

it('[SV92] what one turn tells is written at once, and what is told to a line that is gone is nothing', async () => {
  const { line, heard } = await openLine()
  const [bytesOf, post] = [createFrameBytes(), createOutgoingPost()]
  const outbox = post.outboxOf(line)
  let writes = 0
  const write = line.write.bind(line)
  line.write = ((...given: Parameters<typeof write>) => {
    writes += 1
    return write(...given)
  }) as typeof line.write
  for (const frame of ['one', 'two', 'three']) outbox.add(bytesOf(frame).bytes)
  await expect.poll(() => heard).toEqual(['one', 'two', 'three'])
  expect(writes).toBe(1)
  line.destroy()
  outbox.add(bytesOf('four').bytes)
  outbox.flush()
  expect(writes).toBe(1)
})
