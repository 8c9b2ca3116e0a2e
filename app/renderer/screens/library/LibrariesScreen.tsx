import { Library } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../client/useAnswer.ts'
import { useApp } from '../../client/AppContext.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ItemTile } from '../../parts/ItemTile.tsx'
import { Offline } from '../../parts/Offline.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { WaitingGrid } from '../../parts/Waiting.tsx'
import { FoundItems } from './FoundItems.tsx'
import classes from './library.module.css'
import { SearchField } from './SearchField.tsx'
import { useSearchText } from './useSearchText.ts'

/** All libraries of this person, and a search through all of them. */
export function LibrariesScreen() {
  const { t } = useTranslation('library')
  const library = useApp((app) => app.library)
  const search = useSearchText('all')
  return (
    <Page title={t('title')}>
      {library.kind === 'failed' ? (
        <Offline problem={library.problem} />
      ) : (
        <>
          <SearchField search={search} label={t('searchAll')} />
          {search.settled === '' ? <Libraries /> : <FoundItems text={search.settled} />}
        </>
      )}
    </Page>
  )
}

function Libraries() {
  const { t } = useTranslation('library')
  const isOpen = useApp(({ library }) => library.kind === 'open')
  const { value, problem, again } = useAnswer({ kind: 'libraries' }, { when: isOpen })
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />
  if (value === undefined) return <WaitingGrid />
  if (value.length === 0)
    return (
      <Empty Icon={Library} title={t('none')}>
        {t('noneWhy')}
      </Empty>
    )
  return (
    <ul className={classes.libraries}>
      {value.map((card) => (
        <li key={card.id}>
          <ItemTile card={{ ...card, kind: 'folder' }} aspect={16 / 9} isUrgent />
        </li>
      ))}
    </ul>
  )
}
