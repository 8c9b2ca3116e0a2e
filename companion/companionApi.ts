import type { TrackKind } from '../adapters/player.ts'
import type { Action } from '../protocol/action.ts'
import type { CompanionState } from '../protocol/companionState.ts'
import type { GoverningDeed } from '../protocol/governing.ts'
import type { HandWish } from '../protocol/member.ts'
import type { Quality } from '../protocol/personal.ts'
import type { PolicyChange } from '../protocol/policy.ts'
import type { Problem } from '../protocol/problem.ts'
import type { QueueEdit } from '../protocol/queue.ts'
import type { Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'

/** What concerns this viewer alone: no room hears of it. */
export type PersonalCommand =
  /** How far ahead of the room the own player shall be, at most 2000 ms either way; remembered for the sound device. */
  | { readonly kind: 'set-offset'; readonly offsetMs: number }
  /** "What did they say?": goes back this far for this viewer alone and catches up; null = as far as is usual here. */
  | { readonly kind: 'replay'; readonly byMs: number | null }
  /** Back to where the room is, at once. */
  | { readonly kind: 'end-replay' }
  /** By the key of one of the tracks that the state shows; null = none of this kind. Remembered for film or series. */
  | { readonly kind: 'choose-track'; readonly track: TrackKind; readonly key: string | null }
  /** Liked languages, first the most liked; an empty list = no preference, subtitle null = rather no subtitles. */
  | {
      readonly kind: 'set-languages'
      readonly audio: readonly string[]
      readonly subtitle: readonly string[] | null
    }
  /** How the film is to come; opens it anew. Remembered. */
  | ({ readonly kind: 'set-quality' } & Quality)
  /** False asks the room to wait with the next start, as long as it waits for anybody. */
  | { readonly kind: 'set-ready'; readonly ready: boolean }

/** What any face of the companion (terminal, window, remote control) may ask of it. */
export type CompanionCommand =
  /** Opens a room on `server` for an item of the library and starts the player. */
  | {
      readonly kind: 'create-room'
      readonly server: string
      readonly itemId: string
      readonly roomName: string | null
      readonly policy: PolicyChange
      /** 4 to 128 characters; null = none. */
      readonly password: string | null
      /** From now; null = when nobody needs the room any more. */
      readonly expiresInMs: number | null
      /** Where to start; null = where this viewer left off. */
      readonly startMs: number | null
    }
  | {
      readonly kind: 'join-room'
      readonly server: string
      readonly code: string
      /** null = none was given. */
      readonly password: string | null
      /** A signed invitation from the link; null = none. */
      readonly invitation: string | null
    }
  | { readonly kind: 'leave-room' }
  | { readonly kind: 'act'; readonly action: Action }
  /** Play, when the room stands still, else pause. */
  | { readonly kind: 'toggle' }
  /** Relative to where the room is now. */
  | { readonly kind: 'skip'; readonly byMs: number }
  /** Says a line to everyone in the room, 1 to 500 characters. */
  | { readonly kind: 'say'; readonly text: string }
  /** Puts on another film for everyone. `insist`: even if somebody cannot see it. */
  | {
      readonly kind: 'open-film'
      readonly itemId: string
      /** null = where this viewer left off. */
      readonly startMs: number | null
      readonly insist: boolean
    }
  | { readonly kind: 'queue-film'; readonly itemId: string }
  | { readonly kind: 'edit-queue'; readonly edit: QueueEdit }
  | { readonly kind: 'play-entry'; readonly entry: number; readonly insist: boolean }
  /** To watch on one's own for a while, or with the room again. */
  | { readonly kind: 'free-play'; readonly isFree: boolean }
  /** In the vote that is under way. */
  | { readonly kind: 'vote'; readonly inFavour: boolean }
  /** One emoji. */
  | { readonly kind: 'react'; readonly reaction: string }
  | { readonly kind: 'raise-hand'; readonly wants: HandWish }
  /** null = one's own. */
  | { readonly kind: 'lower-hand'; readonly memberId: string | null }
  /** About people and the room itself. */
  | { readonly kind: 'govern'; readonly deed: GoverningDeed }
  /** Starts the player again after it was lost, or looks again for a film that could not be had. */
  | { readonly kind: 'restart-player' }
  | { readonly kind: 'set-volume'; readonly percent: number }
  | { readonly kind: 'dismiss-problem' }
  | PersonalCommand

/**
 * The app without a face: joins library, player and room. Every command answers with what became of it; the state
 * is the only thing that faces show.
 */
export interface Companion {
  state(): CompanionState
  /** Called after every change, at most a few times a second for figures and at once for everything else. */
  onState(listener: (state: CompanionState) => void): Cancel
  command(command: CompanionCommand): Promise<Result<void, Problem>>
  /** Leaves the room, ends a launched player, reports the stop to the library. Resolves when all of it is done. */
  close(): Promise<void>
}
