import { Divider, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import classes from './Mine.module.css'
import { OffsetChoice } from './OffsetChoice.tsx'
import { QualityChoice } from './QualityChoice.tsx'
import { Sound } from './Sound.tsx'
import { TrackChoice } from './TrackChoice.tsx'

/** Everything that a viewer may choose for themselves. */
export function MineMenu() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const isFree = useCompanion((companion) => companion.isFree)
  const isReady = useCompanion(({ personal }) => personal.ready)
  return (
    <>
      <div>
        <h3 className={classes.head}>{t('mine.title')}</h3>
        <p className={classes.hint}>{t('mine.hint')}</p>
      </div>
      <div className={classes.inMenu}>
        <Sound />
      </div>
      <TrackChoice kind="audio" />
      <TrackChoice kind="subtitle" />
      <QualityChoice />
      <Divider />
      <OffsetChoice />
      <Divider />
      <Switch
        label={t('mine.freePlay')}
        description={t('mine.freePlayHint')}
        checked={isFree}
        onChange={(event) => void tell({ kind: 'free-play', isFree: event.currentTarget.checked })}
      />
      <Switch
        label={t('mine.notReady')}
        description={t('mine.notReadyHint')}
        checked={!isReady}
        onChange={(event) => void tell({ kind: 'set-ready', ready: !event.currentTarget.checked })}
      />
    </>
  )
}
