import { z } from 'zod'
import { serveBridge, type BridgedApp } from '../../companion/app/serveBridge.ts'
import { createListeners } from '../../platform/listeners.ts'
import type { Cancel, Wire } from '../../protocol/wire.ts'
import { createIpcWire, wireChannel, type WireMessage } from './ipcWire.ts'

const wire = z.string().min(1).max(64)

const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), wire }),
  z.strictObject({ kind: z.literal('frame'), wire, frame: z.string() }),
  z.strictObject({
    kind: z.literal('close'),
    wire,
    code: z.int().min(1000).max(4999),
    reason: z.string().max(200),
  }),
])

/** A window's contents, as far as a bridge needs them. */
export interface Contents {
  readonly id: number
  readonly mainFrame: unknown
  isDestroyed(): boolean
  send(channel: string, message: WireMessage): void
}

/** Who sent a message: Electron's IpcMainEvent. */
export interface Sender {
  readonly sender: Contents
  /** null = the frame is gone. */
  readonly senderFrame: { readonly url: string } | null
}

export interface WindowBridgeOptions {
  readonly app: BridgedApp
  /** Whether an address is one of the app's own pages. */
  isOwnPage(url: string): boolean
  /** Hears of bugs, and of whoever spoke without being a window of the app. */
  onFault(error: unknown): void
}

/** Serves the windows that speak over IPC, each over one wire at a time. */
export interface WindowBridge {
  /** A message came. What is not from the main frame of an own page, or is no message of a wire, is not heard. */
  hear(from: Sender, message: unknown): void
  /** The page of a window is gone: closed, loaded anew, or crashed. */
  forget(contentsId: number): void
  close(): void
}

interface Served {
  readonly id: string
  readonly feed: (message: WireMessage) => void
  readonly wire: Wire
  readonly stop: Cancel
}

export function createWindowBridge({ app, isOwnPage, onFault }: WindowBridgeOptions): WindowBridge {
  const served = new Map<number, Served>()
  const forget = (contentsId: number) => {
    const window = served.get(contentsId)
    served.delete(contentsId)
    window?.stop()
  }
  const open = (contents: Contents, id: string) => {
    forget(contents.id)
    const messages = createListeners<WireMessage>()
    const wire = createIpcWire(
      {
        post: (message) => {
          if (!contents.isDestroyed()) contents.send(wireChannel, message)
        },
        onMessage: (listener) => messages.add(listener),
      },
      id,
    )
    const stop = serveBridge(app, wire, onFault)
    served.set(contents.id, { id, wire, stop, feed: (message) => messages.tell(message) })
  }
  return {
    hear({ sender, senderFrame }, message) {
      const isOurs = senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)
      const read = messageSchema.safeParse(message)
      if (!isOurs || !read.success) return onFault(new Error('somebody spoke who is no window of the app'))
      if (read.data.kind === 'open') return open(sender, read.data.wire)
      const window = served.get(sender.id)
      if (window?.id === read.data.wire) window.feed(read.data)
    },
    forget,
    close() {
      for (const id of [...served.keys()]) forget(id)
    },
  }
}
