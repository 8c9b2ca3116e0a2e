import { useTranslation } from 'react-i18next'
import { driftText } from '../../../room/figures.ts'
import { statusOf, type RoomStatus } from '../../../room/roomStatus.ts'
import { useCalm } from '../useCalm.ts'
import { useCompanion } from '../useRoom.ts'
import { useShallow } from '../useShallow.ts'
import classes from './NowPlaying.module.css'
import { useMoment } from './useRoomMoment.ts'

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
function Sentence({ status }: { status: RoomStatus['key'] }) {
  const { t, i18n } = useTranslation('room')
  const drift = useCalm((companion) => distanceText(statusOf(companion).driftMs, i18n.language))
  return t(`status.${status}`, { drift })
}

/** Of whomever it is, ahead or behind. */
const distanceText = (driftMs: number | null, language: string): string =>
  driftText(driftMs, language).replace(/^[+−]/, '')
