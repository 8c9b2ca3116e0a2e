import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'

export interface HeartbeatOptions {
  readonly ipc: Pick<IpcClient, 'heard' | 'pending' | 'request'>
  readonly clock: Clock
  /** How many silent beats are borne at present. */
  readonly patience: () => number
  readonly onHung: () => void
}

export const BEAT_MS = 250
/** 1.5 s of silence, noticed within 1.75 s. */
export const PATIENT_BEATS = 6
/** Opening a film may set up a window, shaders and decoders, and holds every answer back meanwhile. */
export const LOADING_BEATS = 40

/**
 * Notices an MPV that is there but does not answer. Beats are counted instead of time, so that a machine which
 * slept or a busy process of our own is not taken for a hung MPV. While others ask, nothing is asked in addition.
 */
export function watchHeartbeat({ ipc, clock, patience, onHung }: HeartbeatOptions): Cancel {
  let heard = ipc.heard
  let silentBeats = 0
  let cancel: Cancel = () => {}
  const beat = () => {
    silentBeats = ipc.heard === heard && ipc.pending > 0 ? silentBeats + 1 : 0
    heard = ipc.heard
    if (silentBeats >= patience()) return onHung()
    if (ipc.pending === 0) void ipc.request(['get_property', 'pid'])
    cancel = clock.after(BEAT_MS, beat)
  }
  cancel = clock.after(BEAT_MS, beat)
  return () => cancel()
}
