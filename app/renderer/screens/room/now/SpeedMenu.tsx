import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inContent } from '../../../parts/inContent.ts'
import { speedText } from '../../../room/figures.ts'
import { transportOf } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import classes from './ScrubBar.module.css'

/** What people watch at: slower to follow a language, a little faster for the patient, faster for the rest. */
const speeds = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2]

/** How fast the room plays, and another speed for those who may; nothing while it is the usual one and one may not. */
export function SpeedMenu() {
  const { t, i18n } = useTranslation('room')
  const { act } = useRoomActions()
  const rate = useRoom(({ timeline }) => timeline.rate)
  const way = useCompanion((companion) => transportOf(companion).rate)
  const speed = speedText(rate, i18n.language)
  const label = t('now.speed', { speed })
  if (way === 'none') return rate === 1 ? null : <span aria-label={label}>{speed}</span>
  return (
    <Menu position="top-end" shadow="lg" portalProps={inContent} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.speed}
          aria-label={way === 'vote' ? `${label} (${t('now.voteHint')})` : label}
        >
          {speed}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={String(rate)}
          onChange={(chosen) => void act({ kind: 'rate', rate: Number(chosen) })}
        >
          {speeds.map((each) => (
            <Menu.RadioItem key={each} value={String(each)} closeMenuOnClick>
              {speedText(each, i18n.language)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
