import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { countdownSeconds } from '../../../room/roomPosition.ts'
import { useRoom } from '../useRoom.ts'
import classes from './NowPlaying.module.css'
import { useMoment } from './useRoomMoment.ts'

/** Counts an announced start down, over the picture. */
export function Countdown() {
  const { t } = useTranslation('room')
  const revision = useRoom(({ timeline }) => timeline.revision)
  const announced = useRef({ revision: -1, ms: 0 })
  const seconds = useMoment(({ startsInMs }) => {
    // How long it was at first decides whether there is anything to count: a lead of half a second is none.
    if (announced.current.revision !== revision) announced.current = { revision, ms: startsInMs ?? 0 }
    return countdownSeconds(startsInMs, announced.current.ms)
  }, 100)
  if (seconds === null) return null
  return (
    <div className={classes.countdown} role="timer" aria-label={t('now.countdown')}>
      <span key={seconds} className="figures">
        {seconds}
      </span>
    </div>
  )
}
