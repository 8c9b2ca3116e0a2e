import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { GoverningDeed } from '../../protocol/governing.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { ClientMessage, ClientMessageOf } from '../../protocol/session.ts'
import type { RoomDeed, RoomInput } from '../room/input.ts'
import { hashPassword } from './passwords.ts'
import { visibleDeed, visibleEdit, visibleMedia } from './visibleRequests.ts'
import { visibleChat, visiblePresence } from './visibleText.ts'

/** What a session may say once it is introduced; what concerns no room never comes this far. */
export type VisitorMessage = Exclude<
  ClientMessage,
  ClientMessageOf<'hello' | 'ping' | 'renew' | 'sign-out' | 'watch-rooms' | 'unwatch-rooms'>
>

/** What a member may say to its room while it is in it. */
export type MemberMessage = Exclude<VisitorMessage, ClientMessageOf<'create' | 'join' | 'resume' | 'leave'>>

/** Tells the room what a member says, cleaned. Only a password takes time: the room hears of its hash. */
export function memberInput(
  memberId: string,
  message: MemberMessage,
): RoomInput | Promise<Result<RoomInput, CloseReason>> {
  switch (message.type) {
    case 'act': {
      const { requestId, revision, action } = message
      return { kind: 'act', requestId, memberId, revision, action }
    }
    case 'say':
      return { kind: 'say', requestId: message.requestId, memberId, text: visibleChat(message.text) }
    case 'presence':
      return { kind: 'presence', memberId, presence: visiblePresence(message.presence) }
    case 'free-play':
      return { kind: 'free-play', requestId: message.requestId, memberId, isFree: message.isFree }
    case 'vote': {
      const { requestId, ballot, inFavour } = message
      return { kind: 'vote', requestId, memberId, ballot, inFavour }
    }
    case 'react':
      return { kind: 'react', requestId: message.requestId, memberId, reaction: message.reaction }
    case 'raise':
      return { kind: 'raise', requestId: message.requestId, memberId, wants: message.wants }
    case 'lower':
      return { kind: 'lower', requestId: message.requestId, memberId, targetId: message.memberId }
    case 'edit-queue':
      return { kind: 'edit-queue', requestId: message.requestId, memberId, edit: visibleEdit(message.edit) }
    case 'play-entry': {
      const { requestId, entry, insist } = message
      return { kind: 'play-entry', requestId, memberId, entry, insist }
    }
    case 'open': {
      const { requestId, positionMs, insist } = message
      return { kind: 'open', requestId, memberId, media: visibleMedia(message.media), positionMs, insist }
    }
    case 'sight':
      return { kind: 'sight', memberId, question: message.question, canSee: message.canSee }
    case 'govern': {
      const { requestId, deed } = message
      const by = { kind: 'member', memberId } as const
      if (deed.kind !== 'set-password') return { kind: 'govern', requestId, by, deed: visibleDeed(deed) }
      return passwordDeed(deed).then((hashed) =>
        hashed.ok ? success({ kind: 'govern', requestId, by, deed: hashed.value }) : hashed,
      )
    }
  }
}

/** A deed about the password as the room takes it. */
async function passwordDeed({
  password,
}: Extract<GoverningDeed, { kind: 'set-password' }>): Promise<Result<RoomDeed, CloseReason>> {
  if (password === null) return success({ kind: 'set-password', passwordHash: null })
  const hashed = await hashPassword(password)
  return hashed.ok ? success({ kind: 'set-password', passwordHash: hashed.value }) : hashed
}
