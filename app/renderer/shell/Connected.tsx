import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../protocol/problem.ts'
import { useAppLink, useConnection, useIsKnown } from '../client/AppContext.tsx'
import { clientProblems } from '../client/clientProblems.ts'
import { useClock } from '../client/ClockContext.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import type { Words } from '../words/startWords.ts'
import { Spoken } from './Spoken.tsx'
import classes from './Connected.module.css'

/** Whom a wait is not told of that is shorter than that. */
const slowMs = 2500

/** Shows screens once the app has told what is; before that, that it is waited for, or why it will not be. */
export function Connected({ words, children }: { words: Words; children: ReactNode }) {
  const connection = useConnection()
  const isKnown = useIsKnown()
  if (connection.kind === 'refused') {
    return (
      <Spoken words={words}>
        <Refused problem={connection.problem} />
      </Spoken>
    )
  }
  if (!isKnown) return <Opening />
  return (
    <>
      {connection.kind === 'reconnecting' && <Reconnecting />}
      {children}
    </>
  )
}

function Opening() {
  const { t } = useTranslation()
  const clock = useClock()
  const link = useAppLink()
  const [isSlow, setSlow] = useState(false)
  useEffect(() => clock.after(slowMs, () => setSlow(true)), [clock])
  return (
    <Center component="main" h="100dvh">
      <Stack align="center" gap="md" role="status">
        <Loader type="dots" color="iris" />
        <Text c="dimmed">{t('connecting.title')}</Text>
        {isSlow && <Text>{t('connecting.slow')}</Text>}
        {isSlow && (
          <Button variant="default" onClick={link.retryNow}>
            {t('tryAgain')}
          </Button>
        )}
      </Stack>
    </Center>
  )
}

function Reconnecting() {
  const { t } = useTranslation()
  const link = useAppLink()
  return (
    <div role="status" className={classes.banner}>
      <Loader size={14} color="currentColor" />
      <span>{t('reconnecting.sentence')}</span>
      <Button size="compact-sm" variant="white" onClick={link.retryNow}>
        {t('reconnecting.now')}
      </Button>
    </div>
  )
}

function Refused({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  // Whom the app does not know it refuses again: the way on is elsewhere, and the problem says where.
  const isUnknown = problem.code === clientProblems.unknownWindow.code
  return (
    <Center component="main" h="100dvh" p="md">
      <Stack maw={520} gap="md">
        <Title order={1}>{t('refused.title')}</Title>
        <ProblemNote problem={problem}>
          {isUnknown ? undefined : (
            <Button size="sm" onClick={() => window.location.reload()}>
              {t('refused.reload')}
            </Button>
          )}
        </ProblemNote>
      </Stack>
    </Center>
  )
}
