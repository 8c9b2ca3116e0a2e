import { connectIpc } from '../../adapters/mpv/ipcConnect.ts'
import type { IpcClient, IpcReply } from '../../adapters/mpv/ipcClient.ts'
import { createListeners } from '../../platform/listeners.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Sample } from './trace.ts'

/** What happened in a player, seen from outside and dated on arrival. */
export type PlayerChange =
  | { readonly kind: 'paused'; readonly paused: boolean; readonly atMs: number }
  | { readonly kind: 'speed'; readonly speed: number; readonly atMs: number }
  /** A frame is shown and playback could go on: after a load, after a seek. */
  | { readonly kind: 'showing'; readonly atMs: number }
  | { readonly kind: 'gone'; readonly atMs: number }

/** A second, independent connection to a member's MPV: it looks, and does what a viewer's hand would do. */
export interface PlayerProbe {
  readonly name: string
  /**
   * Where the player is; null while it is paused (its audio clock means nothing then), when it cannot say, and when it
   * said it too slowly for the date to be trusted.
   */
  sample(): Promise<Sample | null>
  /** Time stamp of the frame that a paused player shows, ms. */
  shownFrameMs(): Promise<number | null>
  /** Pauses or resumes as the viewer does, behind the companion's back. */
  setPaused(paused: boolean): Promise<void>
  onChange(listener: (change: PlayerChange) => void): Cancel
  close(): void
}

export interface ProbeOptions {
  readonly name: string
  /** The player's control socket. */
  readonly path: string
  readonly clock: Clock
}

/**
 * A round trip longer than this dates its sample too badly; half of it is the error that is possible. Median on a
 * playing MPV: 0.3 ms.
 */
const SLOWEST_ANSWER_MS = 2

const CONNECT_WITHIN_MS = 3000

/** Null when nobody listens there. */
export async function connectProbe({ name, path, clock }: ProbeOptions): Promise<PlayerProbe | null> {
  const connected = await connectIpc({ path, clock, deadlineMs: CONNECT_WITHIN_MS })
  if (!connected.ok) return null
  const ipc = connected.value
  const changes = createListeners<PlayerChange>()
  const isPaused = watch(ipc, clock, (change) => changes.tell(change))
  return {
    name,
    sample: async () => {
      if (isPaused()) return null
      const reply = await property(ipc, 'audio-pts')
      return reply === null || reply.receivedAtMs - reply.sentAtMs > SLOWEST_ANSWER_MS ? null : dated(reply)
    },
    // `audio-pts` is wrong in a player that was sought while paused, `time-pos` is right there.
    shownFrameMs: async () => milliseconds((await property(ipc, 'time-pos'))?.data),
    setPaused: async (paused) => {
      await ipc.request(['set_property', 'pause', paused])
    },
    onChange: (listener) => changes.add(listener),
    close: () => ipc.close(),
  }
}

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
function dated({ data, sentAtMs, receivedAtMs }: IpcReply): Sample | null {
  const positionMs = milliseconds(data)
  return positionMs === null ? null : { atMs: (sentAtMs + receivedAtMs) / 2, positionMs }
}

const milliseconds = (seconds: unknown): number | null =>
  typeof seconds === 'number' ? seconds * 1000 : null
