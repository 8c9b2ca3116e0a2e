import { ActionIcon, Group, Title } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Shelf.module.css'

export interface ShelfProps {
  readonly title: string
  /** Beside the title: a way to all of it. */
  readonly more?: ReactNode
  readonly children: ReactNode
}

/** A row of things that goes on beyond the window's edge. */
export function Shelf({ title, more, children }: ShelfProps) {
  const { t } = useTranslation('items')
  const row = useRef<HTMLUListElement>(null)
  const heading = useId()
  const move = (by: number) => {
    const list = row.current
    // Pages go the way in which one reads.
    const sign = getComputedStyle(document.documentElement).direction === 'rtl' ? -by : by
    list?.scrollBy({ left: sign * list.clientWidth * 0.85, behavior: 'smooth' })
  }
  return (
    <section aria-labelledby={heading} className={classes.shelf}>
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Group gap="md" wrap="nowrap" miw={0} align="baseline">
          <Title order={2} id={heading} className={classes.title ?? ''} dir="auto">
            {title}
          </Title>
          {more}
        </Group>
        <Group gap={0} wrap="nowrap" className={classes.arrows ?? ''}>
          <ActionIcon aria-label={t('before', { shelf: title })} onClick={() => move(-1)}>
            <ChevronLeft aria-hidden className={classes.flip ?? ''} />
          </ActionIcon>
          <ActionIcon aria-label={t('after', { shelf: title })} onClick={() => move(1)}>
            <ChevronRight aria-hidden className={classes.flip ?? ''} />
          </ActionIcon>
        </Group>
      </Group>
      <ul ref={row} className={classes.row}>
        {children}
      </ul>
    </section>
  )
}
