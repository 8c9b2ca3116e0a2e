import { ActionIcon, Chip, Select } from '@mantine/core'
import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ItemSort } from '../../../../protocol/bridge/query.ts'
import { sorts, usualDirection, type Arrangement } from './arrangement.ts'
import classes from './library.module.css'

export interface ArrangementBarProps {
  readonly arrangement: Arrangement
  readonly onArrange: (arrangement: Arrangement) => void
}

/** The order and the selection of a library. */
export function ArrangementBar({ arrangement, onArrange }: ArrangementBarProps) {
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
      <Chip checked={unwatched} size="md" onChange={(on) => onArrange({ ...arrangement, unwatched: on })}>
        {t('unwatchedOnly')}
      </Chip>
    </div>
  )
}
