import { useEffect, useEffectEvent, useState } from 'react'
import type { Clock } from '../../../../sync/clock.ts'
import { useAppLink } from '../../client/AppContext.tsx'
import type { AppLink } from '../../client/appLink.ts'
import { useClock, useTickers } from '../../client/ClockContext.tsx'

/** What the app's clock shows now; null while nothing was told yet. */
export function appNowMs(link: AppLink, clock: Clock): number | null {
  const { appClockOffsetMs } = link.mirror.getState()
  return appClockOffsetMs === null ? null : clock.nowMs() + appClockOffsetMs
}

/** Calls `tick` at once and then at every whole `everyMs` of the clock, for as long as `isOn`. */
export function useTicking(tick: () => void, everyMs: number, isOn = true): void {
  const tickers = useTickers()
  const ticked = useEffectEvent(tick)
  useEffect(() => {
    if (!isOn) return
    ticked()
    return tickers.every(everyMs, () => ticked())
  }, [tickers, everyMs, isOn])
}

/** The app's time, anew every `everyMs` while `isOn`: for whatever is told in seconds. What stands still costs nothing. */
export function useAppTime(everyMs: number, isOn = true): number | null {
  const [link, clock] = [useAppLink(), useClock()]
  const [nowMs, setNow] = useState(() => appNowMs(link, clock))
  useTicking(() => setNow(appNowMs(link, clock)), everyMs, isOn)
  return nowMs
}
