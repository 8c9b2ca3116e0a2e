import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionStatus } from '../../../../../protocol/companionState.ts'
import { useClock } from '../../../client/ClockContext.tsx'
import { useCompanion } from '../useRoom.ts'
import { useTicking } from '../useTicking.ts'
import { Note } from './Note.tsx'

/** The session server is away; the room goes on, and the next try is counted down. */
export function Interrupted() {
  const { t } = useTranslation('room')
  const session = useCompanion((companion) => companion.session)
  const seconds = useSecondsToRetry(session)
  if (session.kind === 'connecting') return <Note tone="caution" isBusy text={t('interrupted.now')} />
  if (session.kind !== 'interrupted') return null
  const next = seconds > 0 ? t('interrupted.next', { count: seconds }) : t('interrupted.now')
  return (
    <Note
      tone="caution"
      isBusy
      title={t('interrupted.title')}
      text={`${t('interrupted.sentence')} ${next}`}
    />
  )
}

/** `retryInMs` counts from when the status came, so that is remembered. */
function useSecondsToRetry(session: SessionStatus): number {
  const clock = useClock()
  const [retryAtMs, setRetryAt] = useState(0)
  const [seconds, setSeconds] = useState(0)
  const isAway = session.kind === 'interrupted'
  useEffect(() => {
    if (session.kind === 'interrupted') setRetryAt(clock.nowMs() + session.retryInMs)
  }, [session, clock])
  useTicking(() => setSeconds(Math.max(0, Math.ceil((retryAtMs - clock.nowMs()) / 1000))), 250, isAway)
  return seconds
}
