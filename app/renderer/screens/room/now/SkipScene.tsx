import { Button } from '@mantine/core'
import { ChevronsRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { transportOf } from '../../../room/may.ts'
import { skippableAt } from '../../../room/scenes.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion, useFilm } from '../useRoom.ts'
import { useMoment } from './useRoomMoment.ts'

/** Skips the intro, the credits, ... for everyone, while there is one. */
export function SkipScene() {
  const { t } = useTranslation('room')
  const { act } = useRoomActions()
  const film = useFilm()
  const maySeek = useCompanion((companion) => transportOf(companion).seek !== 'none')
  const endMs = useMoment(({ positionMs }) => skippableAt(film?.segments ?? [], positionMs)?.endMs ?? null)
  const segment = film?.segments.find((each) => each.endMs === endMs)
  if (!maySeek || segment === undefined) return null
  return (
    <Button
      size="md"
      variant="white"
      color="dark"
      rightSection={<ChevronsRight aria-hidden size={18} />}
      onClick={() => void act({ kind: 'seek', positionMs: segment.endMs })}
    >
      {t(`now.skip.${segment.kind}`)}
    </Button>
  )
}
