/** What one paused player tells of the frame that it shows: its time stamp is that, or later by up to the doubt. */
export interface ShownFrame {
  readonly positionMs: number
  readonly doubtMs: number
}

/** How far apart the frames are at the least that are shown, ms; 0 = one and the same, for all that is told of them. */
export function framesApartMs(shown: readonly ShownFrame[]): number {
  const latest = Math.max(...shown.map(({ positionMs }) => positionMs))
  const earliestEnd = Math.min(...shown.map(({ positionMs, doubtMs }) => positionMs + doubtMs))
  return Math.max(0, latest - earliestEnd)
}
