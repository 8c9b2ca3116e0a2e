import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRoomActions } from '../room/actions.ts'
import { Volume } from '../room/mine/Volume.tsx'
import { ScrubBar } from '../room/now/ScrubBar.tsx'
import { StatusLine } from '../room/now/StatusLine.tsx'
import { Transport } from '../room/now/Transport.tsx'
import { OpenedProvider } from '../room/Opened.tsx'
import { useCompanion, useRoom } from '../room/useRoom.ts'
import classes from './Mini.module.css'

/** A remote control as small as it can be, for a window that stays above the film. */
export function MiniScreen() {
  const { t } = useTranslation('mini')
  const hasRoom = useCompanion(({ room }) => room !== null)
  return (
    <main className={classes.mini}>
      <h1 className="spoken">{t('title')}</h1>
      <title>{t('title')}</title>
      {hasRoom ? <Remote /> : <Nothing />}
    </main>
  )
}

function Nothing() {
  const { t } = useTranslation('mini')
  return (
    <div className={classes.nothing}>
      <span>{t('nothing')}</span>
      <Button size="sm" variant="default" component="a" href="#/">
        {t('open')}
      </Button>
    </div>
  )
}

function Remote() {
  const { act } = useRoomActions()
  const title = useRoom(({ media }) => media.title)
  const hasPlayer = useCompanion(({ player }) => player.kind === 'ready')
  return (
    <OpenedProvider>
      <div className={classes.head}>
        <strong dir="auto">{title}</strong>
        <StatusLine />
      </div>
      <ScrubBar onSeek={(positionMs) => void act({ kind: 'seek', positionMs })} />
      <div className={classes.buttons}>
        <Transport />
        <Volume isOff={!hasPlayer} />
      </div>
    </OpenedProvider>
  )
}
