import { fileURLToPath } from 'node:url'
import type { FaceLine, FaceRequest, InPlayerFace } from '../player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'

/** Shipped beside this file; MPV reads it itself, so from a packed app it lies in the unpacked part. */
const script = fileURLToPath(new URL('face/lockstep.lua', import.meta.url)).replace(
  /app\.asar(?=[\\/])/,
  'app.asar.unpacked',
)
/** The version of the messages of face/README.md. */
const faceProtocol = '1'
/** A script that the viewer installed answers within a few ms; then ours is not needed. */
const installedWithinMs = 150
/** Lines for a script that is still starting; more would be old when it is there. */
const keptLines = 20

/** The face in one MPV: a script there, found or loaded, and the messages to and from it. */
export interface MpvFace extends InPlayerFace {
  /** Shows a sentence for a while; false where no script is there to show it. */
  say(text: string, forMs: number): boolean
  /** Takes everything off the picture and gives the keys back. */
  end(): Promise<void>
}

/** Looks for the script in the background; where MPV has no Lua, nothing is ever shown and nothing asked. */
export function createMpvFace(ipc: IpcClient, clock: Clock): MpvFace {
  const listeners = new Set<(request: FaceRequest) => void>()
  let name: string | null = null
  let waiting: (readonly string[])[] = []

  const send = (message: readonly string[]) => {
    if (name !== null) void ipc.request(['script-message-to', name, ...message])
    else waiting = [...waiting, message].slice(-keptLines)
  }
  const begin = (script: string) => {
    if (name !== null) return
    name = script
    const kept = waiting
    waiting = []
    for (const message of [['lockstep-face-begin', faceProtocol], ...kept]) send(message)
  }
  const cancel = ipc.onEvent(({ event, args }) => {
    if (event !== 'client-message' || args?.[0] !== 'lockstep-face') return
    const [, kind = '', first = '', second = ''] = args
    if (kind === 'here' && second === faceProtocol) begin(first)
    const request = readRequest(kind, first)
    if (request !== null) for (const listener of [...listeners]) listener(request)
  })
  void ipc.request(['script-message', 'lockstep-face-who'])
  const cancelLoading = clock.after(installedWithinMs, () => {
    if (name === null) void ipc.request(['load-script', script])
  })
  ipc.onClose(cancelLoading)
  return {
    showLines: (lines) => lines.map(messageOf).forEach(send),
    say: (text, forMs) => {
      if (name !== null) send(['lockstep-face-say', text, String(Math.round(forMs))])
      return name !== null
    },
    showFigures: (text) => send(['lockstep-face-figures', text ?? '']),
    showNote: (text) => send(['lockstep-face-note', text ?? '']),
    onRequest: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    end: () => end({ ipc, cancels: [cancel, cancelLoading], script: name }),
  }
}

interface Ending {
  readonly ipc: IpcClient
  readonly cancels: readonly Cancel[]
  readonly script: string | null
}

async function end({ ipc, cancels, script: name }: Ending): Promise<void> {
  for (const cancel of cancels) cancel()
  if (name !== null) await ipc.request(['script-message-to', name, 'lockstep-face-end'])
}

const messageOf = (line: FaceLine): readonly string[] =>
  line.kind === 'event' ? ['lockstep-face-event', line.text] : ['lockstep-face-chat', line.name, line.text]

/** What the script tells on for the viewer; null for anything else. */
function readRequest(kind: string, value: string): FaceRequest | null {
  switch (kind) {
    case 'typed':
      return { kind: 'typed', text: value }
    case 'asked':
      return isAsked(value) ? { kind: 'asked', what: value } : null
    case 'offset':
      return /^-?\d{1,4}$/.test(value) ? { kind: 'offset', byMs: Number(value) } : null
    case 'figures':
      return { kind: 'figures', wanted: value === 'yes' }
    default:
      return null
  }
}

type Asked = Extract<FaceRequest, { kind: 'asked' }>['what']

const isAsked = (value: string): value is Asked => ['resync', 'replay', 'back', 'ready'].includes(value)
