import { Popover } from '@mantine/core'
import { Maximize, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../parts/IconButton.tsx'
import { useRoomActions } from '../actions.ts'
import { useOpened } from '../Opened.tsx'
import { useCompanion } from '../useRoom.ts'
import classes from './Mine.module.css'
import { MineMenu } from './MineMenu.tsx'
import { Volume } from './Volume.tsx'

/** What concerns this viewer alone: how loud it is, the picture, and everything else behind one button. */
export function Mine() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const { opened, toggle, close } = useOpened()
  const hasPlayer = useCompanion(({ player }) => player.kind === 'ready')
  return (
    <div className={classes.mine}>
      <Volume isOff={!hasPlayer} />
      <IconButton
        label={`${t('mine.fullscreen')} ${t('mine.fullscreenHint')}`}
        Icon={Maximize}
        disabled={!hasPlayer}
        onClick={() => void tell({ kind: 'set-fullscreen', fullscreen: true })}
      />
      <Popover
        opened={opened === 'mine'}
        onChange={close}
        position="top-end"
        width={340}
        shadow="xl"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <IconButton
            label={t('mine.title')}
            Icon={SlidersHorizontal}
            aria-expanded={opened === 'mine'}
            onClick={() => toggle('mine')}
          />
        </Popover.Target>
        <Popover.Dropdown className={classes.drop} aria-label={t('mine.title')}>
          <MineMenu />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
