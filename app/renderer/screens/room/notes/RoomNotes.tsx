import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../../../protocol/problem.ts'
import { useApp } from '../../../client/AppContext.tsx'
import { isCondition } from '../../../room/conditions.ts'
import { DemoHint } from '../../../shell/DemoHint.tsx'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { useProblemWords } from '../../../words/useProblemWords.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import { Conditions } from './Conditions.tsx'
import { Hands } from './Hands.tsx'
import { Interrupted } from './Interrupted.tsx'
import { Note } from './Note.tsx'
import classes from './Notes.module.css'
import { Vote } from './Vote.tsx'

/** Everything that somebody should know or do now, the gravest first; nothing when all is well. */
export function RoomNotes() {
  const isDemo = useApp(({ app, access }) => app.isDemo && access === 'own')
  return (
    <div className={classes.notes}>
      {isDemo && <DemoHint />}
      <Interrupted />
      <Film />
      <Conditions />
      <OwnProblem />
      <Vote />
      <Hands />
      <Free />
      <Replay />
      <NotReady />
    </div>
  )
}

/** The film itself: looked for, not to be had, another cut; the player on its way to it. */
function Film() {
  const { t } = useTranslation('room')
  const media = useCompanion((companion) => companion.media)
  const player = useCompanion((companion) => companion.player)
  const isRetried = useCompanion(({ health }) => health.some(({ wayBack }) => wayBack.kind === 'retrying'))
  if (media?.kind === 'looking')
    return <Note tone="calm" isBusy text={t('looking', { title: media.title })} />
  if (media?.kind === 'missing') return <Missing problem={media.problem} />
  // That is part of being tried again, which stands below with its reason.
  if (isRetried) return null
  if (player.kind === 'starting') return <Note tone="calm" isBusy text={t('player.starting')} />
  if (player.kind === 'loading')
    return <Note tone="calm" isBusy text={t('player.loading', { name: player.name })} />
  return media?.kind === 'open' ? <ProblemNote problem={media.warning} /> : null
}

function Missing({ problem }: { problem: Problem }) {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const { sentence } = useProblemWords(problem)
  return (
    <Note tone="caution" title={t('missing.title')} text={`${sentence} ${t('missing.sentence')}`}>
      <Button size="sm" variant="default" onClick={() => void tell({ kind: 'restart-player' })}>
        {t('missing.again')}
      </Button>
    </Note>
  )
}

/** A problem that stands nowhere else already. */
function OwnProblem() {
  const problem = useCompanion((companion) => companion.problem)
  const isTold = useCompanion(isToldElsewhere)
  const { tell } = useRoomActions()
  return (
    <ProblemNote problem={isTold ? null : problem} onDismiss={() => void tell({ kind: 'dismiss-problem' })} />
  )
}

function isToldElsewhere({
  problem,
  health,
  session,
  media,
  player,
}: Parameters<Parameters<typeof useCompanion>[0]>[0]) {
  if (problem === null) return true
  const told = [
    ...(session.kind === 'interrupted' || session.kind === 'ended' ? [session.problem.code] : []),
    ...(media?.kind === 'missing' ? [media.problem.code] : []),
    ...(player.kind === 'gone' && health.length > 0 ? [player.problem.code] : []),
  ]
  return told.includes(problem.code) || isCondition(health, problem)
}

function Free() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const isFree = useCompanion((companion) => companion.isFree)
  if (!isFree) return null
  return (
    <Note tone="calm" title={t('free.title')} text={t('free.sentence')}>
      <Button size="sm" onClick={() => void tell({ kind: 'free-play', isFree: false })}>
        {t('free.back')}
      </Button>
    </Note>
  )
}

function Replay() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const seconds = useCompanion(({ follow }) => Math.ceil(follow.behindMs / 1000))
  if (seconds === 0) return null
  return (
    <Note tone="calm" text={t('replay.title', { count: seconds })}>
      <Button size="sm" variant="default" onClick={() => void tell({ kind: 'end-replay' })}>
        {t('replay.back')}
      </Button>
    </Note>
  )
}

function NotReady() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const isReady = useCompanion(({ personal }) => personal.ready)
  if (isReady) return null
  return (
    <Note tone="calm" title={t('notReady.title')} text={t('notReady.sentence')}>
      <Button size="sm" onClick={() => void tell({ kind: 'set-ready', ready: true })}>
        {t('notReady.undo')}
      </Button>
    </Note>
  )
}
