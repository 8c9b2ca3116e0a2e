import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'

export interface HeartbeatOptions {
  readonly ipc: Pick<IpcClient, 'heard' | 'request'>
  readonly clock: Clock
  /** How many silent beats are borne at present. */
  readonly patience: () => number
  readonly onHung: () => void
}

export const BEAT_MS = 250
/** Beats that one question may stay unanswered: the silence is noticed 1.5 to 1.75 s after its start. */
export const PATIENT_BEATS = 5
/** Opening a film may set up a window, shaders and decoders, and holds every answer back meanwhile. */
export const LOADING_BEATS = 40

/**
 * Notices an MPV that is there but does not answer. Beats are counted instead of time, so that a machine which
 * slept or a busy process of our own is not taken for a hung MPV. One that talks anyway is not asked.
 */
export function watchHeartbeat({ ipc, clock, patience, onHung }: HeartbeatOptions): Cancel {
  let heard = ipc.heard
  let isAsked = false
  let silentBeats = 0
  let cancel: Cancel = () => {}
  const ask = async () => {
    isAsked = true
    await ipc.request(['get_property', 'pid'], { timeoutMs: 2 * LOADING_BEATS * BEAT_MS })
    isAsked = false
  }
  const beat = () => {
    const isSilent = ipc.heard === heard
    heard = ipc.heard
    silentBeats = isSilent && isAsked ? silentBeats + 1 : 0
    if (silentBeats >= patience()) return onHung()
    if (isSilent && !isAsked) void ask()
    cancel = clock.after(BEAT_MS, beat)
  }
  cancel = clock.after(BEAT_MS, beat)
  return () => cancel()
}
