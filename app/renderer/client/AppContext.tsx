import { createContext, use, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { AppLink } from './appLink.ts'
import type { Connection } from './connection.ts'

const LinkContext = createContext<AppLink | null>(null)

/** Gives all screens below the app that they show. */
export const AppProvider = ({ link, children }: { link: AppLink; children: ReactNode }) => (
  <LinkContext value={link}>{children}</LinkContext>
)

export function useAppLink(): AppLink {
  const link = use(LinkContext)
  if (link === null) throw new Error('a screen outside of AppProvider')
  return link
}

/** A part of the app's state; draws anew only when that part changed. Only below `Connected`. */
export function useApp<Part>(select: (app: AppState) => Part): Part {
  return useStore(useAppLink().mirror, ({ app }) => {
    if (app === null) throw new Error('a screen outside of Connected')
    return select(app)
  })
}

/** Whether this window is a remote control: the app would refuse it everything else, so nothing else is offered. */
export const useIsRemote = (): boolean => useApp(({ access }) => access === 'remote')

/** Whether the app has told anything yet. */
export const useIsKnown = (): boolean => useStore(useAppLink().mirror, ({ app }) => app !== null)

export const useConnection = (): Connection => useStore(useAppLink().mirror, ({ connection }) => connection)
