import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useApp } from '../client/AppContext.tsx'

/** Brings one to the link by which the app was opened, whatever one was looking at. */
export function LinkFollower() {
  const code = useApp(({ pendingLink }) => pendingLink?.code ?? null)
  const [, go] = useLocation()
  const seen = useRef<string | null>(null)
  useEffect(() => {
    if (code !== null && code !== seen.current) go('/join')
    seen.current = code
  }, [code, go])
  return null
}
