import { ActionIcon, Chip, MultiSelect, Select } from '@mantine/core'
import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ItemSort } from '../../../../protocol/bridge/query.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'
import { sorts, usualDirection, type Arrangement } from './arrangement.ts'
import classes from './library.module.css'

/** As many as the app looks for at a time. */
const mostGenres = 20

export interface ArrangementBarProps {
  readonly parentId: string
  readonly arrangement: Arrangement
  readonly onArrange: (arrangement: Arrangement) => void
}

/** The order and the selection of a library. */
export function ArrangementBar({ parentId, arrangement, onArrange }: ArrangementBarProps) {
  const { t } = useTranslation('library')
  const { sort, descending, unwatched } = arrangement
  const Direction = descending ? ArrowDownWideNarrow : ArrowUpNarrowWide
  const sortBy = (chosen: ItemSort) =>
    onArrange({ ...arrangement, sort: chosen, descending: usualDirection(chosen) })
  return (
    <div className={classes.bar}>
      <Select
        aria-label={t('sortBy')}
        w={220}
        value={sort}
        data={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
        onChange={(value) => {
          if (value !== null) sortBy(value)
        }}
      />
      <ActionIcon
        size={42}
        variant="default"
        aria-label={descending ? t('descending') : t('ascending')}
        onClick={() => onArrange({ ...arrangement, descending: !descending })}
      >
        <Direction aria-hidden size={20} />
      </ActionIcon>
      <Genres {...{ parentId, arrangement, onArrange }} />
      <Chip checked={unwatched} size="md" onChange={(on) => onArrange({ ...arrangement, unwatched: on })}>
        {t('unwatchedOnly')}
      </Chip>
    </div>
  )
}

/** Nothing where the library tells none. */
function Genres({ parentId, arrangement, onArrange }: ArrangementBarProps) {
  const { t } = useTranslation('library')
  const isOpen = useApp(({ library }) => library.kind === 'open')
  const { value: genres = [] } = useAnswer({ kind: 'genres', parentId }, { when: isOpen })
  const chosen = arrangement.genres
  if (genres.length === 0 && chosen.length === 0) return null
  return (
    <MultiSelect
      aria-label={t('genres')}
      {...(chosen.length === 0 ? { placeholder: t('genres') } : {})}
      w={220}
      clearable
      comboboxProps={{ withinPortal: false }}
      maxValues={mostGenres}
      data={[...new Set([...genres, ...chosen])]}
      value={[...chosen]}
      onChange={(next) => onArrange({ ...arrangement, genres: next })}
    />
  )
}
