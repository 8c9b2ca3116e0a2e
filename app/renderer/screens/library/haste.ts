/** Where a page was scrolled to at an instant. */
export interface ScrollSighting {
  readonly topPx: number
  readonly atMs: number
}

/** Speed is that of so long: one frame alone may be late, and would tell anything. */
const judgedMs = 100
/** Nobody looks at a poster that is on the screen for less than half a second: a window is some 1000 px high. */
const hastyPxPerS = 2000

/** What is remembered for the next look: the newest sighting, and what is needed to judge from. */
export const keepSightings = (
  sightings: readonly ScrollSighting[],
  latest: ScrollSighting,
): readonly ScrollSighting[] => [...sightings.filter(({ atMs }) => latest.atMs - atMs <= judgedMs), latest]

/** Whether somebody is only passing by. */
export function isHasty(sightings: readonly ScrollSighting[]): boolean {
  const [first, last] = [sightings[0], sightings.at(-1)]
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return false
  return (Math.abs(last.topPx - first.topPx) / (last.atMs - first.atMs)) * 1000 > hastyPxPerS
}
