import { WebSocket } from 'ws'
import { decodeClientMessage } from '../../../protocol/codec.ts'
import type { Frame } from './frames.ts'

/** What one attacker did until it was told to stop. */
export interface Attack {
  frames: number
  sockets: number
  /** Frames that can be read, and those that cannot and have to cost the session. */
  readable: number
  /** Sessions that went on after a frame that cannot be read: there must be none. */
  survivors: number
}

/** How many frames are sent over one socket when all of them can be read. */
const framesPerSocket = 60
/** How long a session may take to be ended. */
const judgedWithinMs = 20_000

/** Sends frames over one socket after the other, until `nextFrame` has no more. */
export async function attack(
  url: string,
  localAddress: string,
  nextFrame: () => Frame | null,
): Promise<Attack> {
  const done: Attack = { frames: 0, sockets: 0, readable: 0, survivors: 0 }
  const opening = JSON.stringify({
    type: 'hello',
    protocol: 1,
    app: { name: 'attacker', version: '1' },
    name: 'Eve',
  })
  for (let goesOn = true; goesOn;) {
    const socket = new WebSocket(url, { localAddress, perMessageDeflate: false })
    socket.on('error', () => undefined)
    const closed = new Promise<boolean>((resolve) => socket.on('close', () => resolve(true)))
    const isOpen = await Promise.race([
      new Promise<boolean>((r) => socket.on('open', () => r(true))),
      closed.then(() => false),
    ])
    if (!isOpen) continue
    done.sockets += 1
    socket.send(opening)
    const last = sendSome(socket, nextFrame, done)
    goesOn = last !== 'no more'
    // A session that goes on answers a ping; one that is over closes.
    const ponged = new Promise<boolean>((resolve) => socket.once('pong', () => resolve(false)))
    socket.ping()
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, judgedWithinMs, false).unref())
    const isOver = await Promise.race([closed, ...(last === 'unreadable' ? [late] : [ponged])])
    if (last === 'unreadable' && !isOver) done.survivors += 1
    socket.terminate()
  }
  return done
}

function sendSome(
  socket: WebSocket,
  nextFrame: () => Frame | null,
  done: Attack,
): 'readable' | 'unreadable' | 'no more' {
  for (let index = 0; index < framesPerSocket; index += 1) {
    const frame = nextFrame()
    if (frame === null) return 'no more'
    socket.send(frame)
    done.frames += 1
    if (!isReadable(frame)) return 'unreadable'
    done.readable += 1
  }
  return 'readable'
}

const isReadable = (frame: Frame): boolean => typeof frame === 'string' && decodeClientMessage(frame).ok
