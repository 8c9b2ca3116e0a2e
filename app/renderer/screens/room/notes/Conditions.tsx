import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Condition } from '../../../../../protocol/health.ts'
import { useIsRemote } from '../../../client/AppContext.tsx'
import { timeOfDayText } from '../../../room/figures.ts'
import { toneOf } from '../../../room/conditions.ts'
import { useProblemWords } from '../../../words/useProblemWords.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import { Note } from './Note.tsx'

/** What is wrong with the player or the film, each with its way back. */
export function Conditions() {
  const health = useCompanion((companion) => companion.health)
  return health.map((condition) => <ConditionNote key={condition.what} condition={condition} />)
}

function ConditionNote({ condition }: { condition: Condition }) {
  const { t, i18n } = useTranslation('room')
  const { tell } = useRoomActions()
  const { sentence, nextStep } = useProblemWords(condition.problem)
  const { wayBack, what } = condition
  const isRemote = useIsRemote()
  const again = (
    <Button size="sm" variant="default" onClick={() => void tell({ kind: 'restart-player' })}>
      {t(what === 'stream-lost' || what === 'other-film' ? 'player.reopen' : 'player.restart')}
    </Button>
  )
  switch (wayBack.kind) {
    case 'retrying': {
      const { attempt, nextAtMs } = wayBack
      const when =
        nextAtMs === null
          ? t('player.retryingNow', { attempt })
          : t('player.retryingAt', { attempt, time: timeOfDayText(nextAtMs, i18n.language) })
      return (
        <Note tone={toneOf(condition)} title={sentence} text={when} isBusy>
          {again}
        </Note>
      )
    }
    case 'command':
      return (
        <Note tone={toneOf(condition)} title={sentence} text={nextStep}>
          {again}
        </Note>
      )
    case 'outside':
      return (
        <Note tone={toneOf(condition)} title={sentence} text={nextStep}>
          {!isRemote && (
            <Button size="sm" variant="subtle" component={Link} href="/doctor">
              {t('player.details')}
            </Button>
          )}
        </Note>
      )
    case 'by-itself':
      return <Note tone={toneOf(condition)} title={sentence} text={nextStep} />
  }
}
