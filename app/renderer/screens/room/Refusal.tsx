import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../../protocol/problem.ts'
import { NoticeText } from '../../shell/NoticeText.tsx'

export interface RefusalProps {
  readonly problem: Problem
  /** null = there is nothing to insist on. */
  readonly onInsist: (() => void) | null
}

/** Why something was not done, with the way on where one may insist. */
export function Refusal({ problem, onInsist }: RefusalProps) {
  const { t } = useTranslation('room')
  return (
    <>
      <NoticeText problem={problem} />
      {onInsist !== null && (
        <Button size="sm" variant="default" mt="xs" onClick={onInsist}>
          {t('insist')}
        </Button>
      )}
    </>
  )
}
