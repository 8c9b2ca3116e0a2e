import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { useApp } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'
import { Offline } from '../../parts/Offline.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Cast } from './Cast.tsx'
import { Episodes } from './Episodes.tsx'
import { Hero } from './Hero.tsx'
import classes from './item.module.css'

/** Everything about a film, an episode, a season or a series, and the ways to watch it. */
export function ItemScreen() {
  const { id } = useParams<{ id: string }>()
  return <OneItem key={id} itemId={decodeURIComponent(id)} />
}

function OneItem({ itemId }: { itemId: string }) {
  const { t } = useTranslation('item')
  const library = useApp((app) => app.library)
  const {
    value: item,
    problem,
    again,
  } = useAnswer({ kind: 'item', itemId }, { when: library.kind === 'open' })
  if (item === undefined) {
    return (
      <Page title={t('title')} isTitleHidden>
        {library.kind === 'failed' && <Offline problem={library.problem} />}
        {problem !== null && <ProblemNote problem={problem} onRetry={again} />}
        {library.kind !== 'failed' && problem === null && <Coming />}
      </Page>
    )
  }
  const { kind } = item.card
  return (
    <Page title={item.card.title} isTitleHidden isWide>
      <Hero item={item} again={again} />
      <div className={classes.below}>
        {(kind === 'series' || kind === 'season') && <Episodes item={item} />}
        <Cast people={item.people} />
      </div>
    </Page>
  )
}

function Coming() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('loading')} className={classes.coming}>
      <Skeleton className={classes.comingPoster ?? ''} radius="lg" />
      <div>
        <Skeleton height={34} width="60%" mb="md" />
        <Skeleton height={14} width="30%" mb="xl" />
        <Skeleton height={14} mb="xs" />
        <Skeleton height={14} width="80%" />
      </div>
    </div>
  )
}
