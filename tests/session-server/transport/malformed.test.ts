import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { encode } from '../../../protocol/codec.ts'
import { sessionPath } from '../../../protocol/session.ts'
import { randomFrame, seededRandom } from '../support/randomFrames.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { healthOf, serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

describe('a malformed frame', () => {
  it('[SV4] costs its sender the session, and the room nothing', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    const { room } = await ann.create()
    for (const frame of ['{', 'null', '[]', '{"type":"act"}', '{"type":"unheard-of"}', '{"type":"hello"}']) {
      const bob = await SessionMember.enter(url, 'Bob')
      await bob.join(room.code)
      bob.sendFrame(frame)
      expect(await bob.closed).toEqual({ code: 4001, reason: 'malformed-frame' })
      expect(bob.heard.at(-1)).toEqual({ type: 'bye', reason: 'malformed-frame' })
    }
    expect((await ann.act(0, { kind: 'seek', positionMs: 5 })).type).toBe('done')
  })

  it('[SV4] is also one that is not text, not UTF-8, or not of WebSocket at all', async () => {
    const { url, port } = await start()
    const opened = async () => {
      const socket = new WebSocket(`${url}${sessionPath}`)
      await new Promise((resolve) => socket.on('open', resolve))
      return socket
    }
    const codeAfter = async (send: (socket: WebSocket) => void) => {
      const socket = await opened()
      const closed = new Promise((resolve) => socket.on('close', resolve))
      send(socket)
      return closed
    }
    expect(await codeAfter((socket) => socket.send(Buffer.from('{}')))).toBe(4001)
    expect(await codeAfter((socket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }))).toBe(4001)
    expect(await rawCloseCode(port, Buffer.from([0x8b, 0x80, 1, 2, 3, 4]))).toBe(4001)
  })
})

describe('10,000 random frames', () => {
  it('[SV4] leave the server, a room and its members unharmed', { timeout: 120_000 }, async () => {
    const seed = Number(process.env['LOCKSTEP_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
    console.log(`random frames: LOCKSTEP_SEED=${seed}`)
    const random = seededRandom(seed)
    const server = await start({
      transportLimits: { messagesPerSecond: 1e6, messageBurst: 1e6 },
      roomLimits: { awayGraceMs: 50, membersPerRoom: 1000 },
      rooms: 50,
    })
    const ann = await SessionMember.enter(server.url, 'Ann')
    const bob = await SessionMember.enter(server.url, 'Bob')
    const { room } = await ann.create(0, { control: 'host' })
    const { memberId } = await bob.join(room.code)
    const sent = { frames: 0 }
    const attackers = Array.from({ length: 10 }, () =>
      attack(server.url, () => (sent.frames++ < 10_000 ? randomFrame(random, room.code) : null)),
    )
    await Promise.all(attackers)

    expect((await ann.act(0, { kind: 'seek', positionMs: 7000 })).type).toBe('done')
    const heard = await bob.hears('timeline', ({ timeline }) => timeline.revision === 1)
    expect(heard.timeline).toMatchObject({ positionMs: 7000, playing: false })
    const again = await (await SessionMember.enter(server.url, 'Cid')).join(room.code)
    expect(again.room.members.find((member) => member.id === memberId)?.connection.kind).toBe('present')
    expect(await healthOf(server)).toMatchObject({ status: 'ok' })
  })
})

/** Sends frames, each once the one before has been judged, over as many sockets as it takes. */
async function attack(url: string, nextFrame: () => string | Uint8Array | null): Promise<void> {
  for (;;) {
    const socket = new WebSocket(`${url}${sessionPath}`)
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.on('open', resolve))
    socket.send(encode({ type: 'hello', protocol: 1, app: { name: 'attacker', version: '1' }, name: 'Eve' }))
    while (socket.readyState === WebSocket.OPEN) {
      const frame = nextFrame()
      if (frame === null) return socket.terminate()
      const judged = new Promise((resolve) => {
        socket.once('pong', resolve)
        socket.once('close', resolve)
      })
      socket.send(frame)
      socket.ping()
      await judged
      socket.removeAllListeners('pong')
      socket.removeAllListeners('close')
    }
  }
}

/** Speaks just enough WebSocket to send bytes that no library would, and reads the close code. */
function rawCloseCode(port: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13'
    const request = `GET ${sessionPath} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`
    let heard = Buffer.alloc(0)
    socket.write(request)
    socket.once('data', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk])
      const close = heard.indexOf(0x88)
      if (close >= 0 && heard.length >= close + 4) {
        resolve(heard.readUInt16BE(close + 2))
        socket.destroy()
      }
    })
  })
}
