import { DirectionProvider } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useAppLink } from '../client/AppContext.tsx'
import { directionOf } from '../words/languages.ts'
import type { Words } from '../words/startWords.ts'

/**
 * Has everything below speak the language that is set, and the page say which it is. Nothing is shown in another
 * one; before the app told which it is, it is the system's.
 */
export function Spoken({ words, children }: { words: Words; children: ReactNode }) {
  const chosen = useStore(useAppLink().mirror, ({ app }) => app?.settings.language ?? null)
  const { i18n } = useTranslation()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    // Should the words not come, English is still better than nothing.
    words.use(chosen).then(
      () => setReady(true),
      () => setReady(true),
    )
  }, [words, chosen])
  useEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.dir = directionOf(i18n.language)
  }, [i18n.language])
  return (
    <DirectionProvider initialDirection={directionOf(i18n.language)}>
      {isReady ? children : null}
    </DirectionProvider>
  )
}
