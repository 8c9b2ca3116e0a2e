import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Waiting.module.css'

const places = (count: number) => Array.from({ length: count }, (_, at) => at)

/** Posters that are on their way, where they will be. */
export function WaitingShelf() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('loading')} className={classes.shelf}>
      <Skeleton height={22} width={180} mb="md" />
      <div className={classes.row}>
        {places(12).map((at) => (
          <div key={at} className={classes.tile}>
            <Skeleton className={classes.poster ?? ''} radius="md" />
            <Skeleton height={12} width="80%" mt="xs" />
          </div>
        ))}
      </div>
    </div>
  )
}

/** The same as a grid. */
export function WaitingGrid() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('loading')} className={classes.grid}>
      {places(24).map((at) => (
        <Skeleton key={at} className={classes.poster ?? ''} radius="md" />
      ))}
    </div>
  )
}
