import { Box, Group, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Page.module.css'

export interface PageProps {
  readonly title: string
  /** Beside the title. */
  readonly actions?: ReactNode
  /** The title is there for screen readers and the window's title alone: the screen shows it in its own way. */
  readonly isTitleHidden?: boolean
  /** Up to the edges of the window. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** A screen: its title, also the window's, which is read aloud when one comes here, and what is on it. */
export function Page({ title, actions, isTitleHidden = false, isWide = false, children }: PageProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const windowTitle = `${title} · ${t('productName')}`
  useEffect(() => {
    // The first screen leaves the focus where the browser put it.
    if (document.documentElement.dataset['visited'] !== undefined) heading.current?.focus()
    document.documentElement.dataset['visited'] = ''
  }, [])
  return (
    <Box className={isWide ? classes.wide : classes.page}>
      <title>{windowTitle}</title>
      <Group justify="space-between" mb={isTitleHidden ? 0 : 'lg'} wrap="wrap" gap="sm">
        <Title
          order={1}
          ref={heading}
          tabIndex={-1}
          dir="auto"
          className={isTitleHidden ? 'spoken' : classes.title}
        >
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Box>
  )
}
