import type { Viewer } from './viewer.ts'
import type { World } from './world.ts'

/** To whom an item is told, and how much of it. */
export interface Telling {
  readonly world: World
  readonly viewer: Viewer
  /** Names of the optional fields asked for, in lower case; everything for a single item. */
  readonly fields: ReadonlySet<string> | 'all'
}

/** The fields that a list request asked for. */
export const askedFields = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => name.toLowerCase()))
