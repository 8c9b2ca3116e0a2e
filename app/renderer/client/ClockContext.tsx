import { createContext, use, type ReactNode } from 'react'
import type { Clock } from '../../../sync/clock.ts'

const ClockContext = createContext<Clock | null>(null)

/** Gives all below the clock by which they measure and wait. */
export const ClockProvider = ({ clock, children }: { clock: Clock; children: ReactNode }) => (
  <ClockContext value={clock}>{children}</ClockContext>
)

export function useClock(): Clock {
  const clock = use(ClockContext)
  if (clock === null) throw new Error('a screen outside of ClockProvider')
  return clock
}
