import { Slider } from '@mantine/core'
import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../parts/IconButton.tsx'
import { useDraft } from '../../../parts/useDraft.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import classes from './Mine.module.css'

/** How loud the own player is. It follows the player, and while it is dragged the hand. */
export function Volume({ isOff }: { isOff: boolean }) {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const volume = useCompanion(({ personal }) => personal.volume)
  const [percent, setShown] = useDraft(volume?.percent ?? 100)
  const muted = volume?.muted ?? false
  const set = (next: number) => {
    setShown(next)
    void tell({ kind: 'set-volume', percent: next })
  }
  return (
    <div className={classes.volume}>
      <IconButton
        label={t(muted ? 'mine.unmute' : 'mine.mute')}
        Icon={muted ? VolumeX : percent < 50 ? Volume1 : Volume2}
        disabled={isOff}
        aria-pressed={muted}
        onClick={() => void tell({ kind: 'set-muted', muted: !muted })}
      />
      <Slider
        className={classes.slider ?? ''}
        size="sm"
        min={0}
        max={130}
        value={Math.round(percent)}
        disabled={isOff}
        label={(value) => `${value} %`}
        thumbLabel={t('mine.volume')}
        onChange={set}
      />
    </div>
  )
}
