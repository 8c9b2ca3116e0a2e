import { Button } from '@mantine/core'
import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../protocol/problem.ts'
import { useCommand } from '../client/useCommand.ts'
import { useProblemWords } from '../words/useProblemWords.ts'
import { Empty } from './Empty.tsx'
import { ProblemNote } from './ProblemNote.tsx'

/** In place of what the library would show: why it cannot be reached, what goes on all the same, and a way on. */
export function Offline({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  const { sentence, nextStep } = useProblemWords(problem)
  const asking = useCommand()
  const retry = (
    <Button
      variant="default"
      loading={asking.isPending}
      onClick={() => void asking.run({ kind: 'retry-library' })}
    >
      {t('tryAgain')}
    </Button>
  )
  return (
    <div role="alert">
      <Empty Icon={CloudOff} title={t('offline.title')} ways={retry}>
        {sentence} {nextStep}
        <br />
        {t('offline.rooms')}
      </Empty>
      <ProblemNote problem={asking.problem} onDismiss={asking.reset} />
    </div>
  )
}
