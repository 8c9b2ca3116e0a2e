import type { Problem } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'
import type { Sitting } from '../sitting.ts'

export interface AloneWish {
  /** Where the room is held. */
  readonly server: string
  readonly itemId: string
  /** null = where this viewer left off. */
  readonly startMs: number | null
}

/** Plays a film for oneself: a room that nobody finds and nobody is let into, started at once. */
export async function playAlone(sitting: Sitting, wish: AloneWish): Promise<Result<void, Problem>> {
  const created = await sitting.command({
    kind: 'create-room',
    ...wish,
    ...{ roomName: null, password: null, expiresInMs: null },
    policy: { visibility: 'private', waitFor: 'nobody' },
  })
  if (!created.ok) return created
  const locked = await sitting.command({ kind: 'govern', deed: { kind: 'lock', locked: true } })
  return locked.ok ? sitting.command({ kind: 'act', action: { kind: 'play' } }) : locked
}
