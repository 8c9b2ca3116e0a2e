import { useTranslation } from 'react-i18next'
import { eventWords, isLoud } from '../../../room/eventWords.ts'
import { sessionTimeAt } from '../../../room/roomPosition.ts'
import { useCompanion } from '../useRoom.ts'
import { useAppTime } from '../useTicking.ts'
import classes from './NowPlaying.module.css'

const shownMs = 5000
const mostAtOnce = 3

/** Who just did what, where one looks, for a moment; the log keeps it. */
export function EventToasts() {
  const { t } = useTranslation('room')
  const events = useCompanion((companion) => companion.events)
  const ownId = useCompanion(({ memberId }) => memberId)
  const clock = useCompanion((companion) => companion.clock)
  const follow = useCompanion((companion) => companion.follow)
  const nowMs = sessionTimeAt({ clock, follow }, useAppTime(500))
  const fresh = events
    .slice(-10)
    .filter((event) => nowMs !== null && nowMs - event.atMs < shownMs && isLoud(event, ownId))
  return (
    <div className={classes.toasts} role="log">
      {fresh.slice(-mostAtOnce).map((event) => {
        const { key, values } = eventWords(event)
        return (
          <p key={`${event.atMs}-${event.what}-${event.memberId ?? ''}`} dir="auto">
            {t(`events.${key}`, values)}
          </p>
        )
      })}
    </div>
  )
}
