import { connect, type Socket } from 'node:net'

/** Upper left corner and size, in pixels. */
export interface PixelBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * A client of an X server of ours: as long as it is there, so is the server, and windows that it opened. What is used of
 * the protocol is in "X Window System Protocol", version 11: sections "Connection Setup", "CreateWindow", "MapWindow".
 */
export interface XClient {
  /** Opens a black window without a frame, into which a player can draw; resolves with its id. */
  openWindow(box: PixelBox): Promise<number>
  close(): void
}

/** Little-endian, version 11.0, no authorisation. */
const greeting = Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])

/** Where ids of ours begin, and the window that all others are in. */
interface Setup {
  readonly firstId: number
  readonly root: number
}

export function connectX(number: string): XClient {
  // X servers have their sockets here, whatever TMPDIR says.
  const socket = connect(`/tmp/.X11-unix/X${number}`)
  socket.on('error', () => socket.destroy())
  const setup = welcomed(socket)
  // Nobody may ever want a window.
  setup.catch(() => undefined)
  socket.write(greeting)
  let opened = 0
  return {
    openWindow: async (box) => {
      const { firstId, root } = await setup
      const id = firstId + opened
      opened += 1
      socket.write(Buffer.concat([createWindow(id, root, box), mapWindow(id)]))
      return id
    },
    close: () => void socket.destroy(),
  }
}

const SUCCESS = 1
const HEAD_BYTES = 8

/** Whatever else the server says is of no interest. */
function welcomed(socket: Socket): Promise<Setup> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0)
    let read = false
    socket.on('data', (chunk) => {
      if (read) return
      heard = Buffer.concat([heard, chunk])
      if (heard.length < HEAD_BYTES || heard.length < HEAD_BYTES + 4 * heard.readUInt16LE(6)) return
      read = true
      if (heard[0] === SUCCESS) resolve(readSetup(heard))
      else reject(new Error('The virtual display does not welcome its own client.'))
    })
    socket.once('close', () => reject(new Error('The virtual display is gone.')))
  })
}

function readSetup(reply: Buffer): Setup {
  const vendorBytes = Math.ceil(reply.readUInt16LE(24) / 4) * 4
  const formatBytes = 8 * reply.readUInt8(29)
  return { firstId: reply.readUInt32LE(12), root: reply.readUInt32LE(40 + vendorBytes + formatBytes) }
}

const CREATE_WINDOW = 1
const MAP_WINDOW = 8
const INPUT_OUTPUT = 1
const BACKGROUND_PIXEL = 0x2
const OVERRIDE_REDIRECT = 0x200

function createWindow(id: number, root: number, { left, top, width, height }: PixelBox): Buffer {
  const request = Buffer.alloc(40)
  request.writeUInt8(CREATE_WINDOW, 0)
  request.writeUInt16LE(request.length / 4, 2)
  for (const [index, value] of [id, root].entries()) request.writeUInt32LE(value, 4 + 4 * index)
  for (const [index, value] of [left, top].entries()) request.writeInt16LE(value, 12 + 2 * index)
  for (const [index, value] of [width, height, 0, INPUT_OUTPUT].entries()) {
    request.writeUInt16LE(value, 16 + 2 * index)
  }
  // The visual is the parent's (0); then which attributes follow, and they: black, and no window manager's business.
  for (const [index, value] of [0, BACKGROUND_PIXEL + OVERRIDE_REDIRECT, 0, 1].entries()) {
    request.writeUInt32LE(value, 24 + 4 * index)
  }
  return request
}

function mapWindow(id: number): Buffer {
  const request = Buffer.alloc(8)
  request.writeUInt8(MAP_WINDOW, 0)
  request.writeUInt16LE(request.length / 4, 2)
  request.writeUInt32LE(id, 4)
  return request
}
