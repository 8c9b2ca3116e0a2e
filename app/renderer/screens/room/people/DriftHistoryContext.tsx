import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useAppLink } from '../../../client/AppContext.tsx'
import { useClock } from '../../../client/ClockContext.tsx'
import { createDriftHistory, type DriftHistory } from '../../../room/driftHistory.ts'

const HistoryContext = createContext<DriftHistory | null>(null)

/** Remembers everybody's drift for as long as one is in the room, whatever is on the screen. */
export function DriftHistoryProvider({ children }: { children: ReactNode }) {
  const [link, clock] = [useAppLink(), useClock()]
  const [history] = useState(() => createDriftHistory())
  useEffect(() => {
    const record = () => {
      const members = link.mirror.getState().app?.companion.room?.members
      if (members !== undefined) history.record(members, clock.nowMs())
    }
    record()
    return link.mirror.subscribe((now, before) => {
      if (now.app?.companion.room?.members !== before.app?.companion.room?.members) record()
    })
  }, [link, clock, history])
  return <HistoryContext value={history}>{children}</HistoryContext>
}

export function useDriftHistory(): DriftHistory {
  const history = use(HistoryContext)
  if (history === null) throw new Error('a drift outside of DriftHistoryProvider')
  return history
}
