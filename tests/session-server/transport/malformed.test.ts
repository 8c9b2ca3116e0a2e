import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { attack } from '../../../bench/support/hostile/attacker.ts'
import { corpus } from '../../../bench/support/hostile/corpus.ts'
import { createHostileFrames } from '../../../bench/support/hostile/frames.ts'
import { seededRandom } from '../../../bench/support/seededRandom.ts'
import { sessionPath } from '../../../protocol/session.ts'
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

describe('frames that nobody should send', () => {
  const witnessed = async () => {
    const server = await start({
      transportLimits: { messagesPerSecond: 1e6, messageBurst: 1e6 },
      roomLimits: { awayGraceMs: 50, membersPerRoom: 1000 },
      rooms: 50,
    })
    const ann = await SessionMember.enter(server.url, 'Ann')
    const bob = await SessionMember.enter(server.url, 'Bob')
    const { room } = await ann.create(0, { control: 'host', pauseOnStall: false })
    const { memberId } = await bob.join(room.code)
    const isUnharmed = async () => {
      expect((await ann.act(0, { kind: 'seek', positionMs: 7000 })).type).toBe('done')
      const heard = await bob.hears('timeline', ({ timeline }) => timeline.revision === 1)
      expect(heard.timeline).toMatchObject({ positionMs: 7000, playing: false })
      const again = await (await SessionMember.enter(server.url, 'Cid')).join(room.code)
      expect(again.room.members.find((member) => member.id === memberId)?.connection.kind).toBe('present')
      expect(await healthOf(server)).toMatchObject({ status: 'ok' })
    }
    return { url: `${server.url}${sessionPath}`, room, isUnharmed }
  }

  it(
    '[SV4] leave the server, a room and its members unharmed, 800 of them by chance',
    { timeout: 120_000 },
    async () => {
      const seed = Number(process.env['LOCKSTEP_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
      console.log(`hostile frames: LOCKSTEP_SEED=${seed}`)
      const { url, room, isUnharmed } = await witnessed()
      const nextFrame = createHostileFrames(seededRandom(seed), { code: room.code, protocol: 1, revision: 0 })
      let left = 800
      const next = () => (left-- > 0 ? nextFrame() : null)
      const attacks = await Promise.all(Array.from({ length: 8 }, () => attack(url, '127.0.0.1', next)))
      expect(attacks.reduce((sum, { frames }) => sum + frames, 0)).toBe(800)
      expect(attacks.reduce((sum, { survivors }) => sum + survivors, 0)).toBe(0)
      await isUnharmed()
    },
  )

  it('[SV4] nor do those of the corpus harm anybody', async () => {
    const { url, isUnharmed } = await witnessed()
    const left = [...corpus]
    const { frames, survivors } = await attack(url, '127.0.0.1', () => left.shift() ?? null)
    expect({ frames, survivors }).toEqual({ frames: corpus.length, survivors: 0 })
    await isUnharmed()
  })
})

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
