import { useEffect, useState } from 'react'
import { useClock } from '../../client/ClockContext.tsx'
import { isHasty, keepSightings, type ScrollSighting } from './haste.ts'

/** Without a scroll for that long, it is over. */
const calmAfterMs = 120

/** Whether the window is being scrolled so fast that what passes is not looked at. */
export function useHaste(): boolean {
  const clock = useClock()
  const [isFast, setFast] = useState(false)
  useEffect(() => {
    let sightings: readonly ScrollSighting[] = []
    let cancel = () => {}
    const calm = () => {
      sightings = []
      setFast(false)
    }
    const look = () => {
      sightings = keepSightings(sightings, { topPx: window.scrollY, atMs: clock.nowMs() })
      setFast(isHasty(sightings))
      cancel()
      cancel = clock.after(calmAfterMs, calm)
    }
    window.addEventListener('scroll', look, { passive: true })
    return () => {
      window.removeEventListener('scroll', look)
      cancel()
    }
  }, [clock])
  return isFast
}
