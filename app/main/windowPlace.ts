import { join } from 'node:path'
import { z } from 'zod'
import { openJsonFile, type JsonFile } from '../../companion/settings/jsonFile.ts'

/** Where a window stands, in the system's units. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const whole = z.number().transform(Math.round)
const placeSchema = z.strictObject({
  bounds: z.strictObject({ x: whole, y: whole, width: whole, height: whole }).nullable(),
  isMaximized: z.boolean(),
})

/** Where the main window was left; no bounds = where the system puts it. */
export type WindowPlace = z.infer<typeof placeSchema>

const usualSize = { width: 1120, height: 760 }
/** Beside a film: the interface is made for that. */
export const smallestSize = { width: 380, height: 480 }
/** So much of it must be on a screen that a hand can take hold of it. */
const graspable = { width: 120, height: 40 }

/** A file that cannot be understood is put aside; the window is where it usually is, and nobody needs to hear of it. */
export const openWindowPlaces = (folder: string): JsonFile<WindowPlace> =>
  openJsonFile({
    path: join(folder, 'window.json'),
    schema: placeSchema,
    empty: { bounds: null, isMaximized: false },
    onCorrupt: () => undefined,
  })

/** The place to open a window at: as it was left, unless that screen is gone or it is smaller than it may be. */
export function placeOn(screens: readonly Rectangle[], { bounds }: WindowPlace): Partial<Rectangle> {
  if (bounds === null) return usualSize
  const { x, y } = bounds
  const width = Math.max(bounds.width, smallestSize.width)
  const height = Math.max(bounds.height, smallestSize.height)
  const place = { x, y, width, height }
  return screens.some((screen) => overlaps(screen, place)) ? place : usualSize
}

/** Whether the upper edge, by which windows are moved, can be grasped on a screen. */
function overlaps(screen: Rectangle, window: Rectangle): boolean {
  const wide = Math.min(screen.x + screen.width, window.x + window.width) - Math.max(screen.x, window.x)
  const isTopThere = window.y >= screen.y && window.y + graspable.height <= screen.y + screen.height
  return wide >= graspable.width && isTopThere
}
