/** What one paused player tells of the frame that it shows: its time stamp is that, or later by up to the doubt. */
export interface ShownFrame {
  readonly positionMs: number
  readonly doubtMs: number
}

/** Time stamps of one frame that are told exactly are equal but for rounding. */
export const ROUNDING_MS = 0.5

/** How far apart frames are: it is not told more exactly than between these, ms. */
export interface FramesApart {
  /** 0 = they may be one and the same. */
  readonly leastMs: number
  readonly mostMs: number
  /** The same as `leastMs`, of those only that tell their frame but for rounding; 0 when fewer than two do. */
  readonly exactMs: number
}

/** How far apart the outermost of the shown frames are. */
export function framesApart(shown: readonly ShownFrame[]): FramesApart {
  return {
    leastMs: leastApart(shown),
    mostMs: Math.max(...shown.map(endOf)) - Math.min(...shown.map(({ positionMs }) => positionMs)),
    exactMs: leastApart(shown.filter(({ doubtMs }) => doubtMs <= ROUNDING_MS)),
  }
}

const endOf = ({ positionMs, doubtMs }: ShownFrame): number => positionMs + doubtMs

const leastApart = (shown: readonly ShownFrame[]): number =>
  Math.max(0, Math.max(...shown.map(({ positionMs }) => positionMs)) - Math.min(...shown.map(endOf)))
