/** From one poster to the next, px: `md` of the spacings. */
const gap = 16
/** Two lines of text below a poster, and the way to the next row. */
const belowPoster = 8 + 20 + 17 + 24

export interface Grid {
  readonly columns: number
  /** From one row to the next, px. */
  readonly rowHeight: number
}

/** How posters fill a width: never narrower than can be told apart, three beside each other even on a phone. */
export function gridOf(width: number): Grid {
  const least = width < 600 ? 100 : 148
  const columns = Math.max(2, Math.floor((width + gap) / (least + gap)))
  const posterWidth = (width - gap * (columns - 1)) / columns
  return { columns, rowHeight: Math.round(posterWidth * 1.5) + belowPoster }
}
