/** What one paused player tells of the frame that it shows: its time stamp is that, or later by up to the doubt. */
export interface ShownFrame {
  readonly positionMs: number
  readonly doubtMs: number
}

/** How far apart frames are: it is not told more exactly than between these, ms. */
export interface FramesApart {
  /** 0 = they may be one and the same. */
  readonly leastMs: number
  readonly mostMs: number
}

/** How far apart the outermost of the shown frames are. */
export function framesApart(shown: readonly ShownFrame[]): FramesApart {
  const begins = shown.map(({ positionMs }) => positionMs)
  const ends = shown.map(({ positionMs, doubtMs }) => positionMs + doubtMs)
  return {
    leastMs: Math.max(0, Math.max(...begins) - Math.min(...ends)),
    mostMs: Math.max(...ends) - Math.min(...begins),
  }
}
