import type { PlayerGone, PlayerIdentity } from '../player.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { VlcClient } from './vlcClient.ts'
import type { VlcNews } from './vlcNews.ts'
import type { VlcRemote } from './vlcRemote.ts'

/** Words of VLC older than that are about something else. */
export const RECENT_MS = 10_000

/** The VLC behind a web interface: a process of ours, or one that the viewer runs. */
export interface VlcHost {
  /** Its signs of life. */
  readonly client: Pick<VlcClient, 'heard' | 'pending'>
  readonly remote: VlcRemote
  readonly traits: VlcTraits
  readonly clock: Clock
  readonly identity: PlayerIdentity
  /** For people: "VLC 3.0.24". */
  readonly name: string
  /** What VLC complained about last since an instant of the local clock, in its own words. */
  complaintSince(sinceMs: number, about?: RegExp): string | null
  /** Each complaint as it comes. */
  onComplaint(listener: (words: string) => void): Cancel
  /** What was left out of the viewer's options. */
  readonly dropped: readonly Problem[]
  /** VLC lets on by itself that something changed. */
  readonly news: VlcNews
  /** Settles when VLC has ended, as far as that shows from here. */
  readonly ended: Promise<void>
  /** Asked once VLC has ended or cannot be reached: what became of it. */
  autopsy(): Promise<VlcEnd>
  /** Ends a VLC of ours, lets go of the viewer's. */
  release(): Promise<void>
  /** After a crash or a hang: nothing of ours may be left, and nothing is asked any more. */
  abandon(): Promise<void>
}

export interface VlcEnd {
  readonly how: PlayerGone
  readonly problem: Problem
}

/** What our page can do better than the stock one. */
export interface VlcTraits {
  readonly sensingMs: number
  readonly messages: boolean
  readonly tracks: boolean
  readonly calmStrides: readonly number[]
  /** What the library says about the length of the next film, where VLC does not. */
  expectLength(durationMs: number | null): void
}
