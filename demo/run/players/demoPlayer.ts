import type { Display, ScreenSize } from '../display.ts'
import type { PixelBox } from '../xClient.ts'

/** The players that a member of the demo can have, by the names that people give. */
export const demoPlayerNames = ['mpv', 'vlc', 'vlc-plain'] as const

/** `vlc-plain` is a VLC as its viewer runs it, with the web interface that it comes with. */
export type DemoPlayer = (typeof demoPlayerNames)[number]

/** One of several players on one machine. */
export interface PlayerPlace {
  readonly display: Display
  /** Counted from 0. Only the first one is heard: several at once would sound hollow, however well they are in step. */
  readonly index: number
  readonly count: number
  /** No sound at all. */
  readonly silent: boolean
}

/** A box on the screen in percent of it: of its width and height, and of what they leave free. */
export interface WindowBox {
  readonly widthPercent: number
  readonly leftPercent: number
  readonly topPercent: number
}

/** Two columns. */
export function windowBox({ index, count }: Pick<PlayerPlace, 'index' | 'count'>): WindowBox {
  const rows = Math.ceil(count / 2)
  const row = Math.floor(index / 2)
  return {
    widthPercent: Math.floor(98 / Math.max(2, rows)),
    leftPercent: index % 2 === 0 ? 0 : 100,
    topPercent: rows === 1 ? 50 : Math.round((100 * row) / (rows - 1)),
  }
}

/** The same on a virtual screen; the picture has the shape of the sample films, 16:9. */
export function windowPixels(place: Pick<PlayerPlace, 'index' | 'count'>, screen: ScreenSize): PixelBox {
  const { widthPercent, leftPercent, topPercent } = windowBox(place)
  const width = Math.round((screen.width * widthPercent) / 100)
  const height = Math.round((width * 9) / 16)
  return {
    ...{ width, height },
    left: Math.round(((screen.width - width) * leftPercent) / 100),
    top: Math.round(((screen.height - height) * topPercent) / 100),
  }
}
