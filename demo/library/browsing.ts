import type { Query } from './query.ts'
import type { Viewer } from './viewer.ts'
import type { World } from './world.ts'

/** A request for a list of items. */
export interface Browsing {
  readonly world: World
  readonly viewer: Viewer
  readonly query: Query
}
