import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useHotkeys } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useApp } from '../client/AppContext.tsx'
import { DemoHint } from './DemoHint.tsx'
import { LinkFollower } from './LinkFollower.tsx'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'
import { TrustDialog } from './TrustDialog.tsx'
import { useScrollMemory } from './useScrollMemory.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** The frame of most screens: the ways to all others beside it, below it where the window is narrow. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('shell')
  const isDemo = useApp(({ app, access }) => app.isDemo && access === 'own')
  // The room fills its window: there the hint is one of its notes.
  const isInRoom = useApp(({ companion: { room } }) => room !== null)
  const [isSearching, setSearching] = useState(false)
  // Fetched when it is first wanted, and kept: it closes by itself.
  const [isFetched, setFetched] = useState(false)
  const search = (isWanted: boolean) => {
    if (isWanted) setFetched(true)
    setSearching(isWanted)
  }
  // Everywhere, also in fields: a key with Control types nothing.
  useHotkeys([['mod+K', () => search(!isSearching)]], [])
  useScrollMemory()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content" onClick={toContent}>
        {t('skip')}
      </a>
      <Navigation onSearch={() => search(true)} />
      <main id="content" tabIndex={-1} className={classes.content}>
        {isDemo && !isInRoom && <DemoHint />}
        {children}
      </main>
      <LinkFollower />
      <TrustDialog />
      {isFetched && (
        <Suspense>
          <Palette isOpen={isSearching} onClose={() => search(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** The address is the screen's: following the link itself would lead to another one. */
function toContent(event: { preventDefault(): void }) {
  event.preventDefault()
  document.getElementById('content')?.focus()
}
