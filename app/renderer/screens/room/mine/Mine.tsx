import { Popover, type PopoverProps } from '@mantine/core'
import { SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../parts/IconButton.tsx'
import { useOpened } from '../Opened.tsx'
import classes from './Mine.module.css'
import { MineMenu } from './MineMenu.tsx'
import { Sound } from './Sound.tsx'

/** The larger side of the button, and no higher than what is free there: the rest is scrolled to. */
const withinWindow: NonNullable<PopoverProps['middlewares']> = {
  flip: true,
  shift: { padding: 8 },
  size: {
    padding: 8,
    apply: ({ availableHeight, elements }) =>
      elements.floating.style.setProperty('--free-height', `${Math.floor(availableHeight)}px`),
  },
}

/** What concerns this viewer alone: how loud it is, the picture, and everything else behind one button. */
export function Mine() {
  const { t } = useTranslation('room')
  const { opened, toggle, close } = useOpened()
  return (
    <div className={classes.mine}>
      <div className={`${classes.mine} ${classes.wideOnly}`}>
        <Sound />
      </div>
      <Popover
        opened={opened === 'mine'}
        onChange={close}
        position="top-end"
        middlewares={withinWindow}
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
