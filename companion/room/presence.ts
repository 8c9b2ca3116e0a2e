import type { FollowStatus, PlayerStatus } from '../../protocol/companionState.ts'
import type { PresenceReport } from '../../protocol/member.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { ClockModel } from '../../sync/clockOffset.ts'

export interface PresenceFacts {
  readonly player: PlayerStatus
  readonly follow: FollowStatus
  readonly readyRevision: number | null
  readonly clock: ClockModel | null
  readonly actuationMs: number | null
  readonly trouble: Problem | null
  /** False: the viewer asked the room to wait. */
  readonly isReady: boolean
  /** The revision that others need not wait for this viewer with, because they are busy with themselves; null = they are not. */
  readonly aloneOn: number | null
}

/** What the room is told about this member. Figures are rounded to what they are worth. */
export function presenceOf(facts: PresenceFacts): PresenceReport {
  const { player, follow, clock } = facts
  const hasPlayer = player.kind === 'ready' || player.kind === 'loading'
  return {
    player: hasPlayer ? player.name.slice(0, 40) : null,
    buffering: follow.buffering && facts.aloneOn === null,
    readyRevision: readyFor(facts),
    driftMs: rounded(follow.driftMs),
    uncertaintyMs: rounded(follow.uncertaintyMs),
    rttMs: rounded(clock?.rttMs),
    offsetBoundMs: rounded(clock?.boundMs),
    oneWayP95Ms: rounded(clock?.oneWayP95Ms),
    actuationMs: rounded(facts.actuationMs),
    trouble: sentenceOf(facts)?.slice(0, 300) ?? null,
  }
}

/** Whoever sees something again, or has the film opened anew, holds nobody up and catches up alone. */
function readyFor({ player, readyRevision, isReady, aloneOn }: PresenceFacts): number | null {
  if (!isReady) return null
  if (aloneOn !== null) return aloneOn
  return player.kind === 'ready' ? readyRevision : null
}

const sentenceOf = ({ player, trouble }: PresenceFacts): string | null =>
  player.kind === 'gone' ? player.problem.sentence : (trouble?.sentence ?? null)

/** Hundredths of a millisecond: finer than any of these figures is known. */
const rounded = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value * 100) / 100

/** Whether the room has to know at once, rather than with the next regular report. */
export const isUrgent = (before: PresenceReport, now: PresenceReport): boolean =>
  before.readyRevision !== now.readyRevision ||
  before.buffering !== now.buffering ||
  before.player !== now.player ||
  before.trouble !== now.trouble
