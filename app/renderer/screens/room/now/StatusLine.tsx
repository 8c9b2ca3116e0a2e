import { useTranslation } from 'react-i18next'
import type { CompanionState } from '../../../../../protocol/companionState.ts'
import { driftText } from '../../../room/figures.ts'
import { distanceOf, largestDriftMs } from '../../../room/roster.ts'
import { useCalm } from '../useCalm.ts'
import { useCompanion } from '../useRoom.ts'
import { useShallow } from '../useShallow.ts'
import classes from './NowPlaying.module.css'
import { useMoment } from './useRoomMoment.ts'

type Tone = 'good' | 'caution' | 'bad' | 'calm'

interface Status {
  readonly tone: Tone
  readonly key: 'inStep' | 'inStepWithin' | 'near' | 'apart' | 'paused' | 'waits' | 'free' | Mine
  /** Rounded, so that a figure that merely flickers draws nothing anew. */
  readonly driftMs: number | null
}

type Mine = 'asking' | 'apartFromRoom' | 'buffering' | 'placing'

/** How the room is, in one line. */
export function StatusLine() {
  const { t } = useTranslation('room')
  const { tone, key } = useCompanion(
    useShallow((companion) => {
      const status = statusOf(companion)
      return { tone: status.tone, key: status.key }
    }),
  )
  const isAtEnd = useMoment(({ positionMs, runtimeMs }) => runtimeMs !== null && positionMs >= runtimeMs)
  return (
    <p className={classes.status} data-tone={isAtEnd ? 'calm' : tone}>
      <i aria-hidden />
      <span className="figures">{isAtEnd ? t('status.atEnd') : <Sentence key={key} status={key} />}</span>
    </p>
  )
}

/** Another one for each status: its figure is looked at when the status begins, and calmly from then on. */
function Sentence({ status }: { status: Status['key'] }) {
  const { t, i18n } = useTranslation('room')
  const drift = useCalm((companion) => distanceText(statusOf(companion).driftMs, i18n.language))
  return t(`status.${status}`, { drift })
}

/** Of whomever it is, ahead or behind. */
const distanceText = (driftMs: number | null, language: string): string =>
  driftText(driftMs, language).replace(/^[+−]/, '')

function statusOf({ room, follow, isFree }: CompanionState): Status {
  const mine = mineOf(follow)
  if (room === null || isFree) return { tone: 'calm', key: 'free', driftMs: null }
  if (mine !== null) return { tone: 'caution', key: mine, driftMs: null }
  if (room.phase.kind === 'waiting') return { tone: 'caution', key: 'waits', driftMs: null }
  if (!room.timeline.playing) return { tone: 'calm', key: 'paused', driftMs: null }
  const drift = largestDriftMs(room.members)
  if (drift === null) return { tone: 'calm', key: 'inStep', driftMs: null }
  const driftMs = drift < 1 ? Math.max(0.1, Math.round(drift * 10) / 10) : Math.round(drift)
  switch (distanceOf(drift)) {
    case 'in-step':
      return { tone: 'good', key: 'inStepWithin', driftMs }
    case 'near':
      return { tone: 'caution', key: 'near', driftMs }
    case 'apart':
      return { tone: 'caution', key: 'apart', driftMs }
  }
}

function mineOf({ mode, buffering }: CompanionState['follow']): Mine | null {
  if (buffering) return 'buffering'
  if (mode === 'asking') return 'asking'
  if (mode === 'apart') return 'apartFromRoom'
  return mode === 'placing' ? 'placing' : null
}
