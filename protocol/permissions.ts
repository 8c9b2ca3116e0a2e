import type { Role } from './member.ts'
import type { RoomPolicy } from './policy.ts'

/** Everything that a role and the policy decide about. */
export type Deed = keyof typeof permissions

/** `vote`: not by oneself, but it may be put to the vote. */
export type Permission = 'yes' | 'no' | 'vote'

type Rule = (role: Role, policy: RoomPolicy) => Permission

const yesIf = (isAllowed: boolean): Permission => (isAllowed ? 'yes' : 'no')
const rank = { viewer: 0, controller: 1, host: 2 } as const satisfies Record<Role, number>

/** At least this role, whatever the policy. */
const from =
  (lowest: Role): Rule =>
  (role) =>
    yesIf(rank[role] >= rank[lowest])

/** What moves the film. `widened`: whether viewers may, too, where controllers do. */
const moving =
  (widened: (policy: RoomPolicy) => boolean, underVote: Permission): Rule =>
  (role, policy) => {
    switch (policy.control) {
      case 'host':
        return yesIf(role === 'host')
      case 'controllers':
        return yesIf(role !== 'viewer' || widened(policy))
      case 'everyone':
        return 'yes'
      case 'vote':
        return underVote
    }
  }

const pausing = moving(({ viewersMayPause }) => viewersMayPause, 'yes')
const seeking = moving(({ viewersMaySeek }) => viewersMaySeek, 'vote')
const goingOn = moving(() => false, 'vote')

const editing: Rule = (role, { queueEditors }) => {
  switch (queueEditors) {
    case 'host':
      return yesIf(role === 'host')
    case 'controllers':
      return yesIf(role !== 'viewer')
    case 'everyone':
      return 'yes'
  }
}

/** Putting on another film by oneself: where films are voted on, it is the host's. */
const opening: Rule = (role, policy) => {
  if (role === 'host') return 'yes'
  return policy.control === 'vote' ? 'no' : goingOn(role, policy)
}

/** Who may do what: the only place that says so. */
const permissions = {
  play: pausing,
  pause: pausing,
  seek: seeking,
  rate: seeking,
  next: goingOn,
  resync: from('controller'),
  open: opening,
  'edit-queue': editing,
  'play-entry': opening,
  say: from('viewer'),
  react: from('viewer'),
  raise: from('viewer'),
  lower: from('controller'),
  vote: from('viewer'),
  'free-play': from('viewer'),
  grant: pausing,
  kick: from('controller'),
  mute: from('controller'),
  invite: from('controller'),
  lock: from('controller'),
  'transfer-host': from('host'),
  'set-role': from('host'),
  ban: from('host'),
  'set-password': from('host'),
  'change-policy': from('host'),
  rename: from('host'),
  'set-expiry': from('host'),
  end: from('host'),
} as const satisfies Record<string, Rule>

/** Whether somebody with this role may do this under this policy. `lower` is about the hands of others. */
export const permissionFor = (deed: Deed, role: Role, policy: RoomPolicy): Permission =>
  permissions[deed](role, policy)

/** Kicking and muting go downwards: a controller's are for viewers, the host's for everyone else. */
export const isAbove = (role: Role, other: Role): boolean => rank[role] > rank[other]

/** All deeds, for tables that people read. */
export const deeds: readonly Deed[] = Object.keys(permissions).filter(
  (key): key is Deed => key in permissions,
)
