import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { GoverningDeed } from '../../protocol/governing.ts'
import type { Media } from '../../protocol/media.ts'
import type { PresenceReport, HandWish } from '../../protocol/member.ts'
import type { Person } from '../../protocol/person.ts'
import type { QueueEdit } from '../../protocol/queue.ts'
import type { Action } from '../../protocol/action.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import type { ServerMessage } from '../../protocol/session.ts'
import type { LesserRole, Room, Traits } from './room.ts'

/** What happens to a room from outside. `wake`: a deadline that `nextWakeMs` named has come. */
export type RoomInput =
  | {
      readonly kind: 'join'
      readonly requestId: string
      readonly memberId: string
      readonly person: Person
      readonly tokenHash: string
      /** The password that was given, and the hash that it was found to match; absent = none was given. */
      readonly password?: { readonly matches: string | null }
      /** As what a signed invitation lets the person in; absent = there is none. */
      readonly invitedAs?: LesserRole
      /** What its client can do; absent = what a companion of ours can. */
      readonly traits?: Traits
    }
  | {
      readonly kind: 'resume'
      readonly requestId: string
      readonly memberId: string
      readonly tokenHash: string
      /** Who comes back; absent = nobody knows. */
      readonly personId?: string
      /** The last revision that the member saw, and whether its player still moves on it. */
      readonly revision: number
      readonly playing: boolean
    }
  | { readonly kind: 'leave'; readonly requestId: string; readonly memberId: string }
  | { readonly kind: 'disconnect'; readonly memberId: string }
  | {
      readonly kind: 'act'
      readonly requestId: string
      readonly memberId: string
      readonly revision: number
      readonly action: Action
    }
  | {
      readonly kind: 'say'
      readonly requestId: string
      readonly memberId: string
      /** Cleaned: everyone sees it as it is. */
      readonly text: string
    }
  | {
      readonly kind: 'free-play'
      readonly requestId: string
      readonly memberId: string
      readonly isFree: boolean
    }
  | {
      readonly kind: 'vote'
      readonly requestId: string
      readonly memberId: string
      readonly ballot: number
      readonly inFavour: boolean
    }
  | {
      readonly kind: 'react'
      readonly requestId: string
      readonly memberId: string
      readonly reaction: string
    }
  | {
      readonly kind: 'raise'
      readonly requestId: string
      readonly memberId: string
      readonly wants: HandWish
    }
  | {
      readonly kind: 'lower'
      readonly requestId: string
      readonly memberId: string
      /** Whose hand. */
      readonly targetId: string
    }
  | {
      readonly kind: 'edit-queue'
      readonly requestId: string
      readonly memberId: string
      /** Its titles are cleaned. */
      readonly edit: QueueEdit
    }
  | {
      readonly kind: 'play-entry'
      readonly requestId: string
      readonly memberId: string
      readonly entry: number
      readonly insist: boolean
    }
  | {
      readonly kind: 'open'
      readonly requestId: string
      readonly memberId: string
      readonly media: Media
      readonly positionMs: number
      readonly insist: boolean
    }
  | { readonly kind: 'sight'; readonly memberId: string; readonly question: number; readonly canSee: boolean }
  | { readonly kind: 'govern'; readonly requestId: string; readonly by: Actor; readonly deed: RoomDeed }
  /** Somebody who was invited does not come. */
  | { readonly kind: 'decline'; readonly requestId: string; readonly personId: string }
  | { readonly kind: 'presence'; readonly memberId: string; readonly presence: PresenceReport }
  /** The player of whoever leads the room did something, or is elsewhere than the room believed. */
  | { readonly kind: 'lead'; readonly memberId: string; readonly move: LeadingMove }
  | { readonly kind: 'wake' }

/** What is done about people and the room itself. The room knows passwords by their hashes only; names are cleaned. */
export type RoomDeed =
  | Exclude<GoverningDeed, { kind: 'set-password' }>
  | { readonly kind: 'set-password'; readonly passwordHash: string | null }

/** Who does it: a member, a person who need not be in the room now, or whoever runs the server. */
export type Actor =
  | { readonly kind: 'member'; readonly memberId: string }
  | { readonly kind: 'person'; readonly person: Pick<Person, 'id' | 'name'> }
  | { readonly kind: 'operator' }

/** Where a leader's player was at an instant, and whether it moved on from there at the film's own speed. */
export interface LeadingMove {
  /** What its viewer did; null = nothing, it is only seen better now where it is. */
  readonly did: 'played' | 'paused' | 'sought' | 'stalled' | null
  readonly positionMs: number
  readonly atMs: number
  readonly playing: boolean
}

/** What a room wants done, in this order. */
export type RoomEffect =
  /** Something that must survive a restart changed: keep it before anything that follows is told. */
  | { readonly kind: 'persist' }
  /** Whoever asked has its place now: answer with `joined`. */
  | { readonly kind: 'admit'; readonly memberId: string; readonly requestId: string }
  /** Whoever this was has no place any more: tell it why. */
  | { readonly kind: 'dismiss'; readonly memberId: string; readonly reason: CloseReason }
  /** To everyone present. */
  | { readonly kind: 'send'; readonly message: ServerMessage }
  /** These members look different now, or are gone; may be told a little later, together with others. */
  | { readonly kind: 'members'; readonly changed: readonly string[]; readonly gone: readonly string[] }
  /** To whoever sent the input, member or not. */
  | { readonly kind: 'reply'; readonly message: ServerMessage }
  /** To one member, wherever the input came from. */
  | { readonly kind: 'whisper'; readonly memberId: string; readonly message: ServerMessage }
  /** The room is over, for everyone who may still be in it. */
  | { readonly kind: 'end'; readonly reason: CloseReason }

/** A room after an input, and what is to be done about it. */
export interface Step {
  readonly room: Room
  readonly effects: readonly RoomEffect[]
}

/** What a rule yields: the room, what is to be told about it, and the answer to the request if there was one. */
export interface Outcome {
  readonly room: Room
  readonly events: readonly RoomEvent[]
  /** Said to everyone, and remembered by nobody. */
  readonly announced: readonly ServerMessage[]
  readonly whispered: readonly Whisper[]
  readonly dismissed: readonly Dismissal[]
  readonly answer: Answer | null
}

export interface Whisper {
  readonly memberId: string
  readonly message: ServerMessage
}

export interface Dismissal {
  readonly memberId: string
  readonly reason: CloseReason
}

/** `later`: with a whisper, when it is clear. */
export type Answer =
  | { readonly kind: 'admitted'; readonly requestId: string; readonly memberId: string }
  | { readonly kind: 'done'; readonly requestId: string }
  | { readonly kind: 'refused'; readonly requestId: string; readonly reason: CloseReason }
  | { readonly kind: 'later' }

export const unchanged = (room: Room): Outcome => ({
  room,
  events: [],
  announced: [],
  whispered: [],
  dismissed: [],
  answer: null,
})

export const changed = (room: Room, events: readonly RoomEvent[] = []): Outcome => ({
  ...unchanged(room),
  events,
})

export const refuse = (room: Room, requestId: string, reason: CloseReason): Outcome => ({
  ...unchanged(room),
  answer: { kind: 'refused', requestId, reason },
})

/** Applies one more rule to what another one left. */
export function andThen(outcome: Outcome, rule: (room: Room) => Outcome): Outcome {
  const next = rule(outcome.room)
  return {
    room: next.room,
    events: [...outcome.events, ...next.events],
    announced: [...outcome.announced, ...next.announced],
    whispered: [...outcome.whispered, ...next.whispered],
    dismissed: [...outcome.dismissed, ...next.dismissed],
    answer: outcome.answer ?? next.answer,
  }
}
