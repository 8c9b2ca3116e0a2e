import { Text } from '@mantine/core'
import { SearchX } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemCard } from '../../../../protocol/bridge/query.ts'
import { useAnswer } from '../../client/useAnswer.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ItemTile } from '../../parts/ItemTile.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { WaitingGrid } from '../../parts/Waiting.tsx'
import classes from './library.module.css'

/** More than one would look through; who wants further ones types more. */
const limit = 60
/** As many as a usual window has room for beside its bars: these are drawn at once, the rest with the next frame. */
const inSight = 18

const none: readonly ItemCard[] = []

/** What a search through all libraries finds, best first. The last answer stays until the next one is there. */
export function FoundItems({ text }: { text: string }) {
  const { t } = useTranslation('library')
  const { value, problem, isStale, again } = useAnswer(
    { kind: 'search', text, start: 0, limit },
    { keep: true },
  )
  const items = value?.items ?? none
  const isAllDue = useDeferredValue(items) === items
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />
  if (value === undefined) return <WaitingGrid />
  if (items.length === 0) {
    return (
      <Empty Icon={SearchX} title={t('nothingFound', { text })}>
        {t('nothingFoundWhy')}
      </Empty>
    )
  }
  return (
    <div aria-busy={isStale} className={classes.found}>
      <Text role="status" c="dimmed" size="sm" mb="sm">
        {t('found', { count: value.total })}
      </Text>
      <ul className={classes.grid}>
        {(isAllDue ? items : items.slice(0, inSight)).map((card) => (
          <li key={card.id}>
            <ItemTile card={card} aspect={2 / 3} />
          </li>
        ))}
      </ul>
    </div>
  )
}
