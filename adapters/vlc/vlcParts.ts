import type { PlayerEventStream } from '../playerEventStream.ts'
import type { VlcMirror } from './vlcMirror.ts'

/** What the parts of one VLC player share. */
export interface VlcParts {
  readonly mirror: VlcMirror
  readonly stream: PlayerEventStream
  /** What VLC complained about last since an instant of the local clock, in its own words. */
  readonly complaintSince: (sinceMs: number, about?: RegExp) => string | null
}
