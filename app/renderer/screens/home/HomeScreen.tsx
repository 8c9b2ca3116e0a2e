import { Button } from '@mantine/core'
import { Clapperboard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useApp, useIsRemote } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Offline } from '../../parts/Offline.tsx'
import { Page } from '../../parts/Page.tsx'
import { WaitingShelf } from '../../parts/Waiting.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { HomeShelf } from './HomeShelf.tsx'
import { OpenRooms } from './OpenRooms.tsx'

/** What one would most likely want to watch now, and with whom. */
export function HomeScreen() {
  const { t } = useTranslation('home')
  const name = useApp(({ account }) => account?.userName ?? '')
  const newRoom = useIsRemote() ? null : (
    <Button component={Link} href="/new-room">
      {t('newRoom')}
    </Button>
  )
  return (
    <Page title={t('hello', { name })} actions={newRoom}>
      <OpenRooms />
      <Shelves />
    </Page>
  )
}

function Shelves() {
  const { t } = useTranslation('home')
  const library = useApp(({ library }) => library)
  const shelves = useAnswer({ kind: 'home' }, { when: library.kind === 'open' })
  if (library.kind === 'failed') return <Offline problem={library.problem} />
  if (shelves.problem !== null) return <ProblemNote problem={shelves.problem} onRetry={shelves.again} />
  if (shelves.value === undefined) return [1, 2].map((at) => <WaitingShelf key={at} />)
  if (shelves.value.length === 0) {
    return (
      <Empty Icon={Clapperboard} title={t('empty.title')}>
        {t('empty.sentence')}
      </Empty>
    )
  }
  return shelves.value.map((shelf, at) => (
    <HomeShelf key={`${shelf.kind}-${shelf.parentId}`} shelf={shelf} isFirst={at === 0} />
  ))
}
