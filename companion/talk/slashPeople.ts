import type { GoverningDeed } from '../../protocol/governing.ts'
import type { MemberView } from '../../protocol/member.ts'
import { personNamed } from './names.ts'
import type { Sight, SlashRow, Understood } from './spoken.ts'
import { command, govern, spoken, unclear, withoutWords } from './understanding.ts'

type ForMember = (member: MemberView) => Understood

/** The words are the name of somebody in the room. */
const aboutMember =
  (understood: ForMember) =>
  (words: string, { room }: Sight): Understood => {
    const member = personNamed(words, room.members, 'here')
    return member.ok ? understood(member.value) : member
  }

const deedAbout = (deed: (memberId: string) => GoverningDeed) => aboutMember(({ id }) => govern(deed(id)))

const memberNames = ({ room }: Sight): readonly string[] => room.members.map(({ name }) => name)

const roles = ['controller', 'viewer'] as const

function readRole(words: string, sight: Sight): Understood {
  const [, name = '', wanted = ''] = /^(.*)\s(\S+)$/s.exec(words) ?? []
  const role = roles.find((one) => one === wanted)
  if (role === undefined) return unclear('A role is controller or viewer.', 'Type "/role NAME controller".')
  return deedAbout((memberId) => ({ kind: 'set-role', memberId, role }))(name, sight)
}

/** A ban outlives the member, so it is taken back by the name that was banned. */
function readUnban(words: string, { room }: Sight): Understood {
  const banned = personNamed(words, room.bans, 'of those who are kept out')
  return banned.ok ? govern({ kind: 'unban', personId: banned.value.personId }) : banned
}

function readUninvite(words: string, { room }: Sight): Understood {
  const guest = personNamed(words, room.invitations, 'of those who are invited')
  return guest.ok ? govern({ kind: 'uninvite', personId: guest.value.personId }) : guest
}

/** What can be done about people. */
export const slashPeople: readonly SlashRow[] = [
  {
    name: 'kick',
    words: 'NAME',
    does: 'put somebody out; they may come back',
    firstWords: memberNames,
    read: deedAbout((memberId) => ({ kind: 'kick', memberId })),
  },
  {
    name: 'ban',
    words: 'NAME',
    does: 'put somebody out and keep them out',
    isGrave: true,
    firstWords: memberNames,
    read: deedAbout((memberId) => ({ kind: 'ban', memberId })),
  },
  {
    name: 'unban',
    words: 'NAME',
    does: 'let somebody in again',
    firstWords: ({ room }) => room.bans.map(({ name }) => name),
    read: readUnban,
  },
  {
    name: 'banned',
    words: '',
    does: 'who is kept out',
    read: withoutWords('banned', () => spoken({ kind: 'show', what: 'banned' })),
  },
  {
    name: 'mute',
    words: 'NAME',
    does: 'let somebody neither chat nor react',
    firstWords: memberNames,
    read: deedAbout((memberId) => ({ kind: 'mute', memberId, muted: true })),
  },
  {
    name: 'unmute',
    words: 'NAME',
    does: 'let them again',
    firstWords: memberNames,
    read: deedAbout((memberId) => ({ kind: 'mute', memberId, muted: false })),
  },
  {
    name: 'role',
    words: 'NAME controller|viewer',
    does: 'say what somebody may do',
    firstWords: memberNames,
    read: readRole,
  },
  {
    name: 'transfer',
    words: 'NAME',
    does: 'make somebody else the host',
    isGrave: true,
    firstWords: memberNames,
    read: deedAbout((memberId) => ({ kind: 'transfer-host', memberId })),
  },
  {
    name: 'grant',
    words: 'NAME',
    does: 'pause for somebody who asks for it',
    firstWords: memberNames,
    read: deedAbout((memberId) => ({ kind: 'grant', memberId })),
  },
  {
    name: 'lower',
    words: 'NAME',
    does: 'lower the hand of somebody',
    firstWords: memberNames,
    read: aboutMember(({ id }) => command({ kind: 'lower-hand', memberId: id })),
  },
  {
    name: 'uninvite',
    words: 'NAME',
    does: 'take an invitation back',
    firstWords: ({ room }) => room.invitations.map(({ name }) => name),
    read: readUninvite,
  },
]
