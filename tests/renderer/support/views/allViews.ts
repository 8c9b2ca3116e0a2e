import { doorViews } from './doorViews.ts'
import { homeViews } from './homeViews.ts'
import { libraryViews } from './libraryViews.ts'
import { newRoomViews } from './newRoomViews.ts'
import { remoteViews } from './remoteViews.ts'
import { roomOverlayViews } from './roomOverlayViews.ts'
import { roomViews } from './roomViews.ts'
import { settingsViews } from './settingsViews.ts'
import type { View } from './view.ts'

/** Every screen in every state that somebody has to have seen. */
export const allViews: readonly View[] = [
  ...homeViews,
  ...libraryViews,
  ...newRoomViews,
  ...doorViews,
  ...roomViews,
  ...roomOverlayViews,
  ...settingsViews,
  ...remoteViews,
]
