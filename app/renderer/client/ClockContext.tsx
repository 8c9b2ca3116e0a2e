import { createContext, use, useMemo, type ReactNode } from 'react'
import type { Clock } from '../../../sync/clock.ts'
import { createTickers, type Tickers } from './tickers.ts'

interface Time {
  readonly clock: Clock
  readonly tickers: Tickers
}

const ClockContext = createContext<Time | null>(null)

/** Gives all below the clock by which they measure and wait. */
export function ClockProvider({ clock, children }: { clock: Clock; children: ReactNode }) {
  const time = useMemo(() => ({ clock, tickers: createTickers(clock) }), [clock])
  return <ClockContext value={time}>{children}</ClockContext>
}

function useTime(): Time {
  const time = use(ClockContext)
  if (time === null) throw new Error('a screen outside of ClockProvider')
  return time
}

export const useClock = (): Clock => useTime().clock

export const useTickers = (): Tickers => useTime().tickers
