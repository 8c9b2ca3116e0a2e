import { useState, type PointerEvent } from 'react'

export interface ScrubbingOptions {
  /** Length of the film; null = unknown: then there is no place to point at. */
  readonly runtimeMs: number | null
  readonly maySeek: boolean
  readonly onSeek: (positionMs: number) => void
}

/** The hand on the bar: what it points at, whether it holds it, and a seek when it lets go. */
export function useScrubbing({ runtimeMs, maySeek, onSeek }: ScrubbingOptions) {
  const [aimMs, setAim] = useState<number | null>(null)
  const [isHeld, setHeld] = useState(false)
  const placeOf = (event: PointerEvent<HTMLElement>) => Math.round(partUnder(event) * (runtimeMs ?? 0))
  const press = (event: PointerEvent<HTMLElement>) => {
    if (!maySeek || runtimeMs === null || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setHeld(true)
    setAim(placeOf(event))
  }
  const letGo = () => {
    setHeld(false)
    setAim(null)
  }
  const release = (event: PointerEvent<HTMLElement>) => {
    if (!isHeld) return
    letGo()
    onSeek(placeOf(event))
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    if (runtimeMs !== null) setAim(placeOf(event))
  }
  const leave = () => {
    if (!isHeld) setAim(null)
  }
  return {
    aimMs,
    isHeld,
    handlers: {
      onPointerDown: press,
      onPointerMove: move,
      onPointerUp: release,
      onPointerCancel: letGo,
      onPointerLeave: leave,
    },
  }
}

/** Which part of the bar lies before the hand, from 0 to 1; the bar begins at the right where the writing does. */
function partUnder({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  const part = Math.max(0, Math.min(1, (clientX - left) / Math.max(1, width)))
  return getComputedStyle(currentTarget).direction === 'rtl' ? 1 - part : part
}
