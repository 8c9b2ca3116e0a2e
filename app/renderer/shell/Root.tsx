import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useMemo, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Clock } from '../../../sync/clock.ts'
import { AppProvider } from '../client/AppContext.tsx'
import type { AppLink } from '../client/appLink.ts'
import { ClockProvider } from '../client/ClockContext.tsx'
import { createAnswers } from '../client/useAnswer.ts'
import { theme, variables } from '../theme/theme.ts'
import { useAppearance } from '../theme/useAppearance.ts'
import type { Words } from '../words/startWords.ts'
import { Connected } from './Connected.tsx'
import { Notices } from './Notices.tsx'
import { Screens } from './Screens.tsx'
import { Spoken } from './Spoken.tsx'

export interface RootProps {
  readonly link: AppLink
  readonly clock: Clock
  readonly words: Words
}

/** The whole of a window. */
export function Root({ link, clock, words }: RootProps) {
  const answers = useMemo(() => createAnswers(), [])
  return (
    <StrictMode>
      <AppProvider link={link}>
        <ClockProvider clock={clock}>
          <I18nextProvider i18n={words.i18n}>
            <QueryClientProvider client={answers}>
              <Look>
                <Connected words={words}>
                  <Spoken words={words}>
                    <Router hook={useHashLocation}>
                      <Screens />
                    </Router>
                    <Notices />
                  </Spoken>
                </Connected>
              </Look>
            </QueryClientProvider>
          </I18nextProvider>
        </ClockProvider>
      </AppProvider>
    </StrictMode>
  )
}

function Look({ children }: { children: ReactNode }) {
  const appearance = useAppearance()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={appearance}>
      {children}
    </MantineProvider>
  )
}
