import type { Person } from '../../../../protocol/bridge/query.ts'
import type { CompanionCommand } from '../../../../protocol/companionCommand.ts'
import { isFitPassword } from '../../../../protocol/password.ts'
import { defaultPolicy, type RoomPolicy } from '../../../../protocol/policy.ts'

export type Role = 'controller' | 'viewer'

/** A room as it is being thought up. */
export interface Draft {
  readonly name: string
  readonly password: string
  readonly visibility: RoomPolicy['visibility']
  readonly control: RoomPolicy['control']
  readonly waitFor: RoomPolicy['waitFor']
  readonly expires: Expiry
  /** Whom to invite, by the id of their user, and as what. */
  readonly people: Readonly<Record<string, Role>>
}

export type Expiry = keyof typeof expiries

const hourMs = 3_600_000

/** From now; null = when nobody needs the room any more. */
export const expiries = { never: null, evening: 6 * hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const

export const emptyDraft: Draft = {
  name: '',
  password: '',
  visibility: defaultPolicy.visibility,
  control: defaultPolicy.control,
  waitFor: defaultPolicy.waitFor,
  expires: 'never',
  people: {},
}

/** None, or one that a room can have. */
export const isPasswordFit = ({ password }: Draft): boolean => password === '' || isFitPassword(password)

/** The command that opens the room. */
export const creationOf = (draft: Draft, server: string, itemId: string): CompanionCommand => ({
  kind: 'create-room',
  server,
  itemId,
  roomName: draft.name.trim() === '' ? null : draft.name.trim(),
  policy: { visibility: draft.visibility, control: draft.control, waitFor: draft.waitFor },
  password: draft.password === '' ? null : draft.password,
  expiresInMs: expiries[draft.expires],
  startMs: null,
})

/** Somebody who is invited. */
export interface Guest {
  readonly personId: string
  readonly name: string
  readonly role: Role
}

/** Who was chosen, of all there are. */
export const guestsOf = ({ people: roles }: Draft, people: readonly Person[]): readonly Guest[] =>
  people.flatMap(({ userId, personId, name }) => {
    const role = roles[userId]
    return role === undefined ? [] : [{ personId, name, role }]
  })

/** With somebody added, or taken away (null). */
export function withPerson(draft: Draft, userId: string, role: Role | null): Draft {
  const { [userId]: _, ...others } = draft.people
  return { ...draft, people: role === null ? others : { ...others, [userId]: role } }
}
