import {
  plainMember,
  unknownPresence,
  type MemberView,
  type PresenceReport,
} from '../../../protocol/member.ts'

/** What a room there tells about who is in it: from the fourth generation on names, before only how many. */
export interface Crowd {
  readonly count: number
  /** In the order in which they joined; null where the server does not tell. */
  readonly names: readonly { readonly name: string; readonly is_host: boolean }[] | null
  /** What each of `names` says about its player. */
  readonly statuses: readonly (string | null)[]
}

export interface Standing {
  readonly me: string
  readonly myName: string
  readonly hostId: string
  readonly presence: PresenceReport
  readonly crowd: Crowd
}

/**
 * The members as our faces show them. Only two ids are known, the host's and one's own; the others are told apart by
 * their place, and without names they are just so many viewers.
 */
export function membersOf(standing: Standing): MemberView[] {
  const { me, myName, hostId, crowd } = standing
  if (crowd.names !== null) return named(standing, crowd.names)
  const host = me === hostId ? [] : [{ id: hostId, name: 'The host' }]
  const others = Math.max(0, crowd.count - 1 - host.length)
  const viewers = Array.from({ length: others }, (_, index) => ({
    id: `viewer-${index + 1}`,
    name: others === 1 ? 'A viewer' : `Viewer ${index + 1}`,
  }))
  return [...host, { id: me, name: myName }, ...viewers].map((who) => viewOf(standing, who, null))
}

function named(standing: Standing, names: NonNullable<Crowd['names']>): MemberView[] {
  const { me, myName, hostId, crowd } = standing
  const mine = names.findIndex((entry) =>
    me === hostId ? entry.is_host : !entry.is_host && entry.name === myName,
  )
  return names.map((entry, index) => {
    const id = entry.is_host ? hostId : index === mine ? me : `viewer-${index + 1}`
    return viewOf(standing, { id, name: entry.name }, crowd.statuses[index] ?? null)
  })
}

function viewOf(
  { me, hostId, presence }: Standing,
  { id, name }: { id: string; name: string },
  status: string | null,
): MemberView {
  return {
    ...plainMember,
    id,
    personId: id,
    name: name.trim().slice(0, 64) || 'Somebody',
    role: id === hostId ? 'host' : 'viewer',
    presence: id === me ? presence : { ...unknownPresence, ...saidBy(status) },
  }
}

/** What a status says in our words. */
function saidBy(status: string | null): Partial<PresenceReport> {
  switch (status) {
    case 'buffering':
    case 'loading':
      return { player: 'Jellyfin Web', buffering: true }
    case 'blocked':
      return { player: 'Jellyfin Web', trouble: 'The browser waits for a click before it plays.' }
    case 'not_watching':
      return { trouble: 'Not watching at the moment.' }
    case null:
      return {}
    default:
      return { player: 'Jellyfin Web' }
  }
}
