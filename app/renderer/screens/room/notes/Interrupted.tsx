import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionStatus } from '../../../../../protocol/companionState.ts'
import { useClock } from '../../../client/ClockContext.tsx'
import { useTicking } from '../useTicking.ts'
import { useCompanion } from '../useRoom.ts'
import { Note } from './Note.tsx'

/** The session server is away; the room goes on, and the next try is counted down. */
export function Interrupted() {
  const { t } = useTranslation('room')
  const session = useCompanion((companion) => companion.session)
  if (session.kind === 'connecting') return <Note tone="caution" isBusy text={t('interrupted.now')} />
  return session.kind === 'interrupted' ? <Retrying key={session.attempt} session={session} /> : null
}

type Interruption = Extract<SessionStatus, { kind: 'interrupted' }>

/** `retryInMs` counts from when the status came: one of these for each try. */
function Retrying({ session }: { session: Interruption }) {
  const { t } = useTranslation('room')
  const clock = useClock()
  const [retryAtMs] = useState(() => clock.nowMs() + session.retryInMs)
  const [seconds, setSeconds] = useState(Math.ceil(session.retryInMs / 1000))
  useTicking(() => setSeconds(Math.max(0, Math.ceil((retryAtMs - clock.nowMs()) / 1000))), 250)
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
