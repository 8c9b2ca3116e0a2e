import { useState } from 'react'
import type { CompanionState } from '../../../../protocol/companionState.ts'
import { useAppLink } from '../../client/AppContext.tsx'
import { useTicking } from './useTicking.ts'

/** Nobody reads figures any faster, and each change costs a picture. */
const calmMs = 500

/** A figure that flows: looked at twice a second, all such figures at one instant. null = nothing was told yet. */
export function useCalm<Part extends string | null>(
  select: (companion: CompanionState) => Part,
): Part | null {
  const link = useAppLink()
  const look = () => {
    const { app } = link.mirror.getState()
    return app === null ? null : select(app.companion)
  }
  const [part, setPart] = useState(look)
  useTicking(() => setPart(look()), calmMs)
  return part
}
