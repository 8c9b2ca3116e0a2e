import type { HTMLAttributes, RefObject } from 'react'

export interface ScrollerProps extends HTMLAttributes<HTMLElement> {
  readonly tag?: 'div' | 'ol' | 'pre'
  /** What is in it, for whoever comes there with the keyboard. */
  readonly label: string
  readonly place?: RefObject<HTMLDivElement | null>
}

/** Something that scrolls within the screen, which the keyboard reaches as well as the hand. */
export function Scroller({ tag = 'div', label, place, ...rest }: ScrollerProps) {
  // Only `div` is ever given a place; what stands in for the others takes it as well.
  const Tag = tag as 'div'
  return <Tag {...(place === undefined ? {} : { ref: place })} tabIndex={0} aria-label={label} {...rest} />
}
