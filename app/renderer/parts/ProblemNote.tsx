import { Alert, Button, Group, Text } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../protocol/problem.ts'
import { useProblemWords } from '../words/useProblemWords.ts'

export interface ProblemNoteProps {
  /** null = draws nothing, but its place in the page is a live region: what comes is read aloud. */
  readonly problem: Problem | null
  readonly onRetry?: (() => void) | undefined
  readonly onDismiss?: (() => void) | undefined
  /** Further ways on, beside trying again. */
  readonly children?: ReactNode
}

/** What went wrong and what to do about it: the one way in which the app tells so. */
export function ProblemNote({ problem, ...ways }: ProblemNoteProps) {
  return <div role="alert">{problem === null ? null : <Told problem={problem} {...ways} />}</div>
}

function Told({ problem, onRetry, onDismiss, children }: ProblemNoteProps & { problem: Problem }) {
  const { t } = useTranslation()
  const { sentence, nextStep } = useProblemWords(problem)
  const hasWays = onRetry !== undefined || children !== undefined
  return (
    <Alert
      color="bad"
      variant="light"
      icon={<CircleAlert aria-hidden />}
      role="presentation"
      styles={{ message: { color: 'var(--ls-text)' } }}
      withCloseButton={onDismiss !== undefined}
      closeButtonLabel={t('problem.dismiss')}
      {...(onDismiss === undefined ? {} : { onClose: onDismiss })}
    >
      <Text fw={600} dir="auto">
        {sentence}
      </Text>
      <Text size="sm" dir="auto">
        {nextStep}
      </Text>
      {hasWays && (
        <Group gap="xs" mt="sm">
          {onRetry !== undefined && (
            <Button size="sm" variant="default" onClick={onRetry}>
              {t('tryAgain')}
            </Button>
          )}
          {children}
        </Group>
      )}
    </Alert>
  )
}
