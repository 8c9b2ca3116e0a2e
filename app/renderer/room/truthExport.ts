import type { CompanionState } from '../../../protocol/companionState.ts'
import type { RoomView } from '../../../protocol/room.ts'
import type { DriftHistory } from './driftHistory.ts'

/** A member's figures as a file has them; ms, null = not known. No address, no token, no id of an account. */
export interface TruthRow {
  readonly name: string
  readonly role: string
  readonly player: string | null
  readonly driftMs: number | null
  readonly uncertaintyMs: number | null
  readonly rttMs: number | null
  readonly clockBoundMs: number | null
  readonly actuationMs: number | null
  readonly buffering: boolean
  /** Why this member cannot follow, as their app says it; null = all is well. */
  readonly trouble: string | null
  readonly isFree: boolean
}

export const truthRows = (room: RoomView): readonly TruthRow[] =>
  room.members.map(({ name, role, presence, isFree }) => ({
    name,
    role,
    player: presence.player,
    driftMs: presence.driftMs,
    uncertaintyMs: presence.uncertaintyMs,
    rttMs: presence.rttMs,
    clockBoundMs: presence.offsetBoundMs,
    actuationMs: presence.actuationMs,
    buffering: presence.buffering,
    trouble: presence.trouble,
    isFree,
  }))

export interface TruthRecord {
  readonly companion: CompanionState
  readonly room: RoomView
  readonly history: DriftHistory
  /** Time of day. */
  readonly wallMs: number
}

/** Everything that the panel shows, for whoever wants to look at it elsewhere. */
export function truthJson({ companion, room, history, wallMs }: TruthRecord): string {
  const { clock, follow, offsetMs, media } = companion
  const drift = room.members.map(({ id, name }) => ({ name, samples: history.of(id) }))
  const delivery = media?.kind === 'open' ? media.delivery : null
  const own = { clock, follow, offsetMs, delivery }
  return JSON.stringify(
    { at: new Date(wallMs).toISOString(), film: room.media.title, members: truthRows(room), own, drift },
    null,
    2,
  )
}

/** The history of everybody's drift: one line for each sample, seconds before now. */
export function truthCsv(room: RoomView, history: DriftHistory, nowMs: number): string {
  const lines = room.members.flatMap(({ id, name }) =>
    history
      .of(id)
      .map(({ atMs, driftMs }) =>
        [quoted(name), ((atMs - nowMs) / 1000).toFixed(2), driftMs === null ? '' : driftMs.toFixed(3)].join(
          ',',
        ),
      ),
  )
  return ['name,seconds,drift_ms', ...lines].join('\n') + '\n'
}

/** A name that begins like a formula is none: spreadsheets would run it. */
const quoted = (name: string): string => `"${name.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`
