import { createContext, use, useMemo, useState, type ReactNode } from 'react'

/** What lies over the room: one thing at a time. Keys open the same things as buttons. */
export type Overlay = 'mine' | 'host' | 'truth' | 'invite' | 'keys' | 'leave' | 'add-film'

export interface Opened {
  /** null = nothing lies over the room. */
  readonly opened: Overlay | null
  readonly open: (overlay: Overlay) => void
  readonly toggle: (overlay: Overlay) => void
  readonly close: () => void
}

const OpenedContext = createContext<Opened | null>(null)

export function OpenedProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Overlay | null>(null)
  const value = useMemo(
    () => ({
      opened,
      open: (overlay: Overlay) => setOpened(overlay),
      toggle: (overlay: Overlay) => setOpened((before) => (before === overlay ? null : overlay)),
      close: () => setOpened(null),
    }),
    [opened],
  )
  return <OpenedContext value={value}>{children}</OpenedContext>
}

export function useOpened(): Opened {
  const opened = use(OpenedContext)
  if (opened === null) throw new Error('a part of the room outside of OpenedProvider')
  return opened
}
