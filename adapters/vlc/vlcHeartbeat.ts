import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { VlcClient } from './vlcClient.ts'

export interface HeartbeatOptions {
  readonly client: Pick<VlcClient, 'heard' | 'pending'>
  readonly clock: Clock
  /** How many silent beats are borne at present. */
  readonly patience: () => number
  readonly onHung: () => void
}

export const BEAT_MS = 125
/** 1.25 s with a question unanswered; VLC is asked at least every 0.6 s. */
export const PATIENT_BEATS = 10
/** Closing one film and opening the next may hold every answer back. */
export const LOADING_BEATS = 80

/**
 * Notices a VLC that is there but does not answer. Beats are counted instead of time, so that a machine which slept or
 * a busy process of our own is not taken for a hung VLC.
 */
export function watchHeartbeat({ client, clock, patience, onHung }: HeartbeatOptions): Cancel {
  let heard = client.heard
  let silentBeats = 0
  let cancel: Cancel = () => {}
  const beat = () => {
    silentBeats = client.heard === heard && client.pending > 0 ? silentBeats + 1 : 0
    heard = client.heard
    if (silentBeats >= patience()) return onHung()
    cancel = clock.after(BEAT_MS, beat)
  }
  cancel = clock.after(BEAT_MS, beat)
  return () => cancel()
}
