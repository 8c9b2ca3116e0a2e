import { useEffect, useRef, type ReactNode } from 'react'
import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Brand } from '../shell/Brand.tsx'
import classes from './Front.module.css'

export interface FrontProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** Below the card: ways to somewhere else. */
  readonly foot?: ReactNode
}

/** A screen that asks one thing, before there is anything else: a card in the middle of the window. */
export function Front({ title, lead, children, foot }: FrontProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const windowTitle = `${title} · ${t('productName')}`
  const wasShown = useRef(false)
  useEffect(() => {
    // The next question is read aloud; the first one leaves the focus to its field.
    if (wasShown.current) heading.current?.focus()
    wasShown.current = true
  }, [title])
  return (
    <main className={classes.front}>
      <title>{windowTitle}</title>
      <div className={classes.column}>
        <Brand />
        <section className={classes.card}>
          <Title order={1} ref={heading} tabIndex={-1} size="h2" dir="auto">
            {title}
          </Title>
          {lead !== undefined && (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
          <div className={classes.body}>{children}</div>
        </section>
        {foot}
      </div>
    </main>
  )
}
