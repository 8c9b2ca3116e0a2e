import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { Connection } from './connection.ts'

/** What the app last told, and whether it still can. Nothing is decided here; screens only select from it. */
export interface Mirror {
  /** null = it has told nothing yet. */
  readonly app: AppState | null
  readonly connection: Connection
  /** The app's clock less this window's, ms, as the quickest frame so far shows it; null = nothing was told yet. */
  readonly appClockOffsetMs: number | null
}

export type MirrorStore = StoreApi<Mirror>

export const createMirror = (): MirrorStore =>
  createStore<Mirror>(() => ({ app: null, connection: { kind: 'connecting' }, appClockOffsetMs: null }))
