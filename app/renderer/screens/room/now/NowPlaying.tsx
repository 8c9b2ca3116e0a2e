import { useTranslation } from 'react-i18next'
import { useRoomActions } from '../actions.ts'
import { Mine } from '../mine/Mine.tsx'
import { useFilm, useRoom } from '../useRoom.ts'
import { Countdown } from './Countdown.tsx'
import { EventToasts } from './EventToasts.tsx'
import classes from './NowPlaying.module.css'
import { ReactionsAir } from './ReactionsAir.tsx'
import { ScrubBar } from './ScrubBar.tsx'
import { SkipScene } from './SkipScene.tsx'
import { StatusLine } from './StatusLine.tsx'
import { Transport } from './Transport.tsx'
import { WaitingFace } from './WaitingFace.tsx'

/** The film: what it is, where the room is in it, what moves it, and what happens around it just now. */
export function NowPlaying() {
  const { t } = useTranslation('room')
  const title = useRoom(({ media }) => media.title)
  const film = useFilm()
  const { act } = useRoomActions()
  const backdrop = film?.backdropUrl ?? null
  const subtitle = film?.card.subtitle
  return (
    <section className={classes.card} aria-label={t('now.region')}>
      {backdrop !== null && <img className={classes.backdrop} src={backdrop} alt="" />}
      <div className={classes.stage}>
        <EventToasts />
        <ReactionsAir />
        <Countdown />
        <div className={classes.words}>
          <StatusLine />
          <h2 className={classes.title} dir="auto">
            {title}
          </h2>
          {subtitle !== null && subtitle !== undefined && <p className={classes.subtitle}>{subtitle}</p>}
        </div>
        <SkipScene />
      </div>
      <WaitingFace />
      <ScrubBar onSeek={(positionMs) => void act({ kind: 'seek', positionMs })} />
      <div className={classes.controls}>
        <Transport />
        <Mine />
      </div>
    </section>
  )
}
