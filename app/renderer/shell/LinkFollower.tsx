import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useApp } from '../client/AppContext.tsx'

/** Brings one to the link by which the app was opened, whatever one was looking at. */
export function LinkFollower() {
  const number = useApp(({ pendingLink }) => pendingLink?.number ?? null)
  const [, go] = useLocation()
  const seen = useRef<number | null>(null)
  useEffect(() => {
    if (number !== null && number !== seen.current) go('/join')
    seen.current = number
  }, [number, go])
  return null
}
