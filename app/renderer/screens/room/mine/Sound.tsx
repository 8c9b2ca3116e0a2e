import { Maximize } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../parts/IconButton.tsx'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import { Volume } from './Volume.tsx'

/** How loud and how large the own player is. */
export function Sound() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const hasPlayer = useCompanion(({ player }) => player.kind === 'ready')
  return (
    <>
      <Volume isOff={!hasPlayer} />
      <IconButton
        label={`${t('mine.fullscreen')}. ${t('mine.fullscreenHint')}`}
        Icon={Maximize}
        disabled={!hasPlayer}
        onClick={() => void tell({ kind: 'set-fullscreen', fullscreen: true })}
      />
    </>
  )
}
