import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { PresenceReport } from '../../protocol/member.ts'
import type { Action } from '../../protocol/action.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import type { ServerMessage } from '../../protocol/session.ts'
import type { Room, Traits } from './room.ts'

/** What happens to a room from outside. `wake`: a deadline that `nextWakeMs` named has come. */
export type RoomInput =
  | {
      readonly kind: 'join'
      readonly requestId: string
      readonly memberId: string
      readonly name: string
      readonly tokenHash: string
      /** What its client can do; absent = what a companion of ours can. */
      readonly traits?: Traits
    }
  | {
      readonly kind: 'resume'
      readonly requestId: string
      readonly memberId: string
      readonly tokenHash: string
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
  | { readonly kind: 'presence'; readonly memberId: string; readonly presence: PresenceReport }
  /** The player of whoever leads the room did something, or is elsewhere than the room believed. */
  | { readonly kind: 'lead'; readonly memberId: string; readonly move: LeadingMove }
  | { readonly kind: 'wake' }

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
  /** To everyone present. */
  | { readonly kind: 'send'; readonly message: ServerMessage }
  /** These members look different now, or are gone; may be told a little later, together with others. */
  | { readonly kind: 'members'; readonly changed: readonly string[]; readonly gone: readonly string[] }
  /** To whoever sent the input, member or not. */
  | { readonly kind: 'reply'; readonly message: ServerMessage }
  /** The room is over; nobody is in it. */
  | { readonly kind: 'end' }

/** A room after an input, and what is to be done about it. */
export interface Step {
  readonly room: Room
  readonly effects: readonly RoomEffect[]
}

/** What a rule yields: the room, what is to be told about it, and the answer to the request if there was one. */
export interface Outcome {
  readonly room: Room
  readonly events: readonly RoomEvent[]
  readonly resync: boolean
  readonly answer: Answer | null
}

export type Answer =
  | { readonly kind: 'admitted'; readonly requestId: string; readonly memberId: string }
  | { readonly kind: 'done'; readonly requestId: string }
  | { readonly kind: 'refused'; readonly requestId: string; readonly reason: CloseReason }

export const unchanged = (room: Room): Outcome => ({ room, events: [], resync: false, answer: null })

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
    resync: outcome.resync || next.resync,
    answer: outcome.answer ?? next.answer,
  }
}
