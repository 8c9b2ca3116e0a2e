import { useTranslation } from 'react-i18next'
import { Scroller } from '../../../parts/Scroller.tsx'
import { eventWords } from '../../../room/eventWords.ts'
import { useCompanion } from '../useRoom.ts'
import { Ago } from './Chat.tsx'
import classes from './Side.module.css'

/** What happened in the room and who did it, the latest first. */
export function EventLog() {
  const { t } = useTranslation('room')
  const events = useCompanion((companion) => companion.events)
  if (events.length === 0) return <p className={classes.nothing}>{t('log.empty')}</p>
  return (
    <Scroller tag="ol" className={`${classes.scroll} ${classes.log}`} label={t('log.list')}>
      {events.toReversed().map((event, index) => {
        const { key, values } = eventWords(event)
        return (
          <li key={events.length - index}>
            <span dir="auto">{t(`events.${key}`, values)}</span>
            <Ago atMs={event.atMs} />
          </li>
        )
      })}
    </Scroller>
  )
}
