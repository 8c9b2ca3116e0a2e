import { Text } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { Film } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { useApp } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Offline } from '../../parts/Offline.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { WaitingGrid } from '../../parts/Waiting.tsx'
import { asItIs, whyNothing, type Arrangement } from './arrangement.ts'
import { ArrangementBar } from './ArrangementBar.tsx'
import { PosterGrid } from './PosterGrid.tsx'
import { questionOf } from './usePages.ts'

/** One library or folder: all that is in it, however much that is, in the order and selection that one likes. */
export function LibraryScreen() {
  const { id } = useParams<{ id: string }>()
  return <OneLibrary key={id} parentId={decodeURIComponent(id)} />
}

function OneLibrary({ parentId }: { parentId: string }) {
  const { t } = useTranslation('library')
  const library = useApp((app) => app.library)
  const [stored, arrange] = useSessionStorage<Partial<Arrangement>>({
    key: `arrangement-${parentId}`,
    defaultValue: asItIs,
    getInitialValueInEffect: false,
  })
  const arrangement = { ...asItIs, ...stored }
  const isOpen = library.kind === 'open'
  const libraries = useAnswer({ kind: 'libraries' }, { when: isOpen })
  const first = useAnswer(questionOf(parentId, arrangement, 0), { when: isOpen, keep: true })
  const title = libraries.value?.find((card) => card.id === parentId)?.title ?? t('title')
  const count = first.value === undefined ? null : t('items', { count: first.value.total })
  if (library.kind === 'failed') {
    return (
      <Page title={title}>
        <Offline problem={library.problem} />
      </Page>
    )
  }
  return (
    <Page
      title={title}
      actions={
        <Text c="dimmed" role="status">
          {count}
        </Text>
      }
    >
      <ArrangementBar parentId={parentId} arrangement={arrangement} onArrange={arrange} />
      {first.problem !== null && <ProblemNote problem={first.problem} onRetry={first.again} />}
      {first.problem === null && first.value === undefined && <WaitingGrid />}
      {first.value?.total === 0 && (
        <Empty Icon={Film} title={t('nothing')}>
          {t(whyNothing(arrangement))}
        </Empty>
      )}
      {first.value !== undefined && first.value.total > 0 && (
        <PosterGrid parentId={parentId} arrangement={arrangement} total={first.value.total} />
      )}
    </Page>
  )
}
