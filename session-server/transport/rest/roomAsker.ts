import { decodeServerMessage } from '../../../protocol/codec.ts'
import type { Person } from '../../../protocol/person.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { ServerMessage } from '../../../protocol/session.ts'
import { tryPassword } from '../../host/passwords.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import { identifier, resumeToken, tokenHash, type RandomBytes } from '../../host/secrets.ts'
import type { RoomInput } from '../../room/input.ts'
import type { InvitationTokens } from '../../identity/invitationTokens.ts'
import { refusal, type Refusal } from './envelope.ts'

/** A place that was taken for somebody whose socket is still to come. */
export interface ReservedPlace {
  readonly memberId: string
  readonly resumeToken: string
}

/** Asks rooms for things on behalf of somebody who has no socket: they are the same inputs that sockets send. */
export interface RoomAsker {
  ask(room: LiveRoom, input: (requestId: string) => RoomInput): Promise<Result<void, Refusal>>
  /** Takes a place, which is kept for as long as one whose line broke, until its socket resumes it. */
  join(room: LiveRoom, wish: JoinWish): Promise<Result<ReservedPlace, Refusal>>
}

export interface JoinWish {
  readonly person: Person
  readonly password: string | null
  /** Where the wish comes from. */
  readonly address: string
  readonly invitation: string | null
}

export interface RoomAskerParts {
  readonly random: RandomBytes
  readonly invitations: InvitationTokens
  readonly mayTryPassword: (address: string) => boolean
}

export function createRoomAsker(parts: RoomAskerParts): RoomAsker {
  const { random } = parts
  const send = async (room: LiveRoom, input: RoomInput, token: string | null) => {
    let answer: ServerMessage | null = null
    const outlet = {
      send: (frame: string) => {
        const message = decodeServerMessage(frame)
        if (answer === null && message.ok && isAnswer(message.value)) answer = message.value
      },
      end: () => undefined,
    }
    const place = token === null ? {} : { place: { resumeToken: token, refused: () => undefined } }
    room.post(input, { outlet, ...place })
    await room.idle()
    return { answer: answer as ServerMessage | null, outlet }
  }
  return {
    ask: async (room, input) => outcomeOf((await send(room, input(identifier(random)), null)).answer),
    join: async (room, wish) => {
      const doors = await showPapers(room, wish, parts)
      if (!doors.ok) return doors
      const [memberId, token] = [identifier(random), resumeToken(random)]
      const joining = { kind: 'join', requestId: memberId, memberId, person: wish.person } as const
      const input = { ...joining, tokenHash: tokenHash(token), ...doors.value }
      const { answer, outlet } = await send(room, input, token)
      const outcome = outcomeOf(answer)
      if (!outcome.ok) return outcome
      room.post({ kind: 'disconnect', memberId }, { outlet })
      await room.idle()
      return success({ memberId, resumeToken: token })
    },
  }
}

const isAnswer = ({ type }: ServerMessage): boolean =>
  type === 'done' || type === 'refused' || type === 'joined'

/** A room that ended meanwhile answers nothing. */
function outcomeOf(answer: ServerMessage | null): Result<void, Refusal> {
  if (answer === null) return refusal('no-such-room')
  if (answer.type !== 'refused') return success(undefined)
  const who = answer.who.map(({ name }) => name)
  return refusal(answer.reason, who.length === 0 ? {} : { who })
}

type Doors = Pick<Extract<RoomInput, { kind: 'join' }>, 'password' | 'invitedAs'>

async function showPapers(
  room: LiveRoom,
  { person, password, invitation, address }: JoinWish,
  { invitations, mayTryPassword }: RoomAskerParts,
): Promise<Result<Doors, Refusal>> {
  const tried = password === null ? null : await tryPassword(room, password, () => mayTryPassword(address))
  if (tried?.ok === false) return failure({ reason: tried.problem, details: {} })
  const bearer = { roomId: room.id, personId: person.id }
  const invited = invitation === null ? null : await invitations.read(invitation, bearer)
  if (invited?.ok === false) return failure({ reason: invited.problem, details: {} })
  return success({
    ...(tried === null ? {} : { password: tried.value }),
    ...(invited === null ? {} : { invitedAs: invited.value }),
  })
}
