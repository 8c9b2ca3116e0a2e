import type { MemberView } from '../../../protocol/member.ts'

/** A member's drift at one instant of this window's clock; null = it could not be told. */
export interface DriftSample {
  readonly atMs: number
  readonly driftMs: number | null
}

/**
 * The last minutes of everybody's drift. It is written four times a second for as long as the room lasts, so it writes over
 * its oldest samples in place; drawing reads it without React in between.
 */
export interface DriftHistory {
  record(members: readonly MemberView[], atMs: number): void
  /** Oldest first. */
  of(memberId: string): readonly DriftSample[]
}

/** Two minutes at four samples a second. */
const samplesKept = 480

export function createDriftHistory(kept = samplesKept): DriftHistory {
  const rings = new Map<string, DriftSample[]>()
  const ringOf = (id: string): DriftSample[] => {
    const known = rings.get(id)
    if (known !== undefined) return known
    const ring: DriftSample[] = []
    rings.set(id, ring)
    return ring
  }
  return {
    record: (members, atMs) => {
      const here = new Set(members.map(({ id }) => id))
      for (const id of rings.keys()) if (!here.has(id)) rings.delete(id)
      for (const { id, presence, connection } of members) {
        const ring = ringOf(id)
        ring.push({ atMs, driftMs: connection.kind === 'present' ? presence.driftMs : null })
        if (ring.length > kept) ring.shift()
      }
    },
    of: (memberId) => rings.get(memberId) ?? [],
  }
}
