import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** Where one was on a screen that one comes back to; a screen that is new begins at its top. */
export function useScrollMemory(): void {
  const [location] = useLocation()
  const places = useRef(new Map<string, number>())
  useEffect(() => {
    const known = places.current
    const place = location.startsWith('/item/') ? 0 : (known.get(location) ?? 0)
    // What is drawn first decides how far one can scroll: not before that.
    const frame = requestAnimationFrame(() => window.scrollTo(0, place))
    const note = () => known.set(location, window.scrollY)
    window.addEventListener('scroll', note, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', note)
    }
  }, [location])
}
