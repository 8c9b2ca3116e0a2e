import { useTranslation } from 'react-i18next'
import { sessionTimeAt } from '../../../room/roomPosition.ts'
import { useCompanion } from '../useRoom.ts'
import { useAppTime } from '../useTicking.ts'
import classes from './NowPlaying.module.css'

/** How long a reaction is seen. */
const shownMs = 4000

/** How people take the film just now, rising over it; where nothing is to move they stand there and go. */
export function ReactionsAir() {
  const { t } = useTranslation('room')
  const reactions = useCompanion((companion) => companion.reactions)
  const clock = useCompanion((companion) => companion.clock)
  const follow = useCompanion((companion) => companion.follow)
  const nowMs = sessionTimeAt({ clock, follow }, useAppTime(500, reactions.length > 0))
  const fresh = reactions.filter(({ atMs }) => nowMs !== null && nowMs - atMs < shownMs)
  return (
    <div className={classes.air} role="log" aria-label={t('reactions')}>
      {fresh.map(({ memberId, atMs, name, reaction }, index) => (
        <span
          key={`${memberId}-${atMs}`}
          className={classes.risen}
          style={{ insetInlineEnd: `${4 + ((Math.round(atMs) + index * 17) % 5) * 7}%` }}
        >
          <span aria-hidden>{reaction}</span>
          <small aria-hidden dir="auto">
            {name}
          </small>
          <span className="spoken">{t('reacted', { name, reaction })}</span>
        </span>
      ))}
    </div>
  )
}
