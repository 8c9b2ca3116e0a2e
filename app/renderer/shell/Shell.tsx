import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'

/** The frame of most screens: the ways to all others beside it, below it where the window is narrow. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('shell')
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content" onClick={toContent}>
        {t('skip')}
      </a>
      <Navigation />
      <main id="content" tabIndex={-1} className={classes.content}>
        {children}
      </main>
    </div>
  )
}

/** The address is the screen's: following the link itself would lead to another one. */
function toContent(event: { preventDefault(): void }) {
  event.preventDefault()
  document.getElementById('content')?.focus()
}
