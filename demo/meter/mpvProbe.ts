import { connectIpc } from '../../adapters/mpv/ipcConnect.ts'
import type { IpcClient, IpcReply } from '../../adapters/mpv/ipcClient.ts'
import { createListeners } from '../../platform/listeners.ts'
import type { Clock } from '../../sync/clock.ts'
import type { ConnectProbe, PlayerChange, PlayerProbe, ViewerKey } from './playerProbe.ts'
import { ROUNDING_MS } from './shownFrames.ts'
import type { Sample } from './trace.ts'

/**
 * A round trip longer than this dates its sample too badly; half of it is the error that is possible. Median on a
 * playing MPV: 0.3 ms.
 */
const SLOWEST_ANSWER_MS = 2

const CONNECT_WITHIN_MS = 3000

/** MPV listens at a socket for as many as come. */
export const mpvProbes =
  (clock: Clock): ConnectProbe =>
  async ({ name, control: path }) => {
    const connected = await connectIpc({ path, clock, deadlineMs: CONNECT_WITHIN_MS })
    return connected.ok ? probeOf(name, connected.value, clock) : null
  }

function probeOf(name: string, ipc: IpcClient, clock: Clock): PlayerProbe {
  const changes = createListeners<PlayerChange>()
  const isPaused = watch(ipc, clock, (change) => changes.tell(change))
  return {
    name,
    samples: async () => {
      if (isPaused()) return []
      const reply = await property(ipc, 'audio-pts')
      return reply === null || reply.receivedAtMs - reply.sentAtMs > SLOWEST_ANSWER_MS ? [] : dated(reply)
    },
    // `audio-pts` is wrong in a player that was sought while paused, `time-pos` is right there.
    shownFrameMs: async () => milliseconds((await property(ipc, 'time-pos'))?.data),
    frameDoubtMs: ROUNDING_MS,
    press: async (key) => void (await ipc.request(['keypress', MPV_KEYS[key]])),
    setPaused: async (paused) => void (await ipc.request(['set_property', 'pause', paused])),
    // As its seek bar does: to key frames on the way, exactly where the mouse is let go.
    drag: async (positionMs) => {
      await ipc.request(['seek', (positionMs - DRAGGED_MS) / 1000, 'absolute+keyframes'])
      await ipc.request(['seek', positionMs / 1000, 'absolute+exact'])
    },
    open: async (url) => void (await ipc.request(['loadfile', url])),
    onChange: (listener) => changes.add(listener),
    close: () => ipc.close(),
  }
}

/** Of its default input.conf. */
const MPV_KEYS: Readonly<Record<ViewerKey, string>> = {
  pause: 'SPACE',
  back: 'LEFT',
  forward: 'RIGHT',
  'far-back': 'DOWN',
  'far-forward': 'UP',
  faster: ']',
  slower: '[',
  'normal-speed': 'BS',
  'frame-step': '.',
  'next-chapter': 'PGUP',
  fullscreen: 'f',
}

/** How far from its end a drag is seen once on the way. */
const DRAGGED_MS = 7000

/** Tells every change; what comes back says whether the player is paused, which it is taken for until it has told. */
function watch(ipc: IpcClient, clock: Clock, tell: (change: PlayerChange) => void): () => boolean {
  const isPaused = observe(ipc, 'pause', (paused) => {
    if (typeof paused === 'boolean') tell({ kind: 'paused', paused, atMs: clock.nowMs() })
  })
  observe(ipc, 'speed', (speed) => {
    if (typeof speed === 'number') tell({ kind: 'speed', speed, atMs: clock.nowMs() })
  })
  ipc.onEvent(({ event }) => {
    if (event === 'playback-restart') tell({ kind: 'showing', atMs: clock.nowMs() })
  })
  ipc.onClose(() => tell({ kind: 'gone', atMs: clock.nowMs() }))
  return () => isPaused() !== false
}

/** MPV tells the value at once when it is asked to observe; only what differs from the one before is a change. */
function observe(ipc: IpcClient, name: string, onChange: (value: unknown) => void): () => unknown {
  let known: unknown = undefined
  ipc.observeProperty(name, (value) => {
    if (known !== undefined && value !== known) onChange(value)
    known = value
  })
  return () => known
}

async function property(ipc: IpcClient, name: string): Promise<IpcReply | null> {
  const reply = await ipc.request(['get_property', name])
  return reply.ok ? reply.value : null
}

/** The answer was true somewhere between question and arrival: in the middle, as far as anyone can know. */
function dated({ data, sentAtMs, receivedAtMs }: IpcReply): readonly Sample[] {
  const positionMs = milliseconds(data)
  return positionMs === null ? [] : [{ atMs: (sentAtMs + receivedAtMs) / 2, positionMs }]
}

const milliseconds = (seconds: unknown): number | null =>
  typeof seconds === 'number' ? seconds * 1000 : null
