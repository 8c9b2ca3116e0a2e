import type { PlayerEventStream } from '../playerEventStream.ts'
import type { IpcClient } from './ipcClient.ts'
import type { MpvMirror } from './mpvMirror.ts'

/** What the parts of one MPV player share. */
export interface MpvParts {
  readonly ipc: IpcClient
  readonly mirror: MpvMirror
  readonly stream: PlayerEventStream
  /** What MPV complained about last, in its own words. */
  readonly lastError: () => string | null
}
