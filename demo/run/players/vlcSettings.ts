import type { PlayerPlace } from './demoPlayer.ts'

/**
 * A member's own settings of VLC, as lines of its configuration; `windowId` is where it draws on a virtual screen, where
 * it has neither a graphics card nor, perhaps, a window of its own.
 */
export const vlcSettings = (place: PlayerPlace, windowId: number | null): readonly string[] => [
  // As much as any viewer sees of the film: no title over it when it begins.
  'video-title-show=0',
  // No question at its first start; a VLC without this window does not know the option, and skips the line.
  'qt-privacy-ask=0',
  ...picture(place, windowId),
  ...(place.silent || place.index > 0 ? ['aout=adummy'] : []),
]

function picture({ display }: PlayerPlace, windowId: number | null): readonly string[] {
  switch (display.kind) {
    case 'none':
      return ['intf=dummy', 'vout=vdummy']
    case 'virtual':
      return ['intf=dummy', 'vout=xcb_x11', ...(windowId === null ? [] : [`drawable-xid=${windowId}`])]
    case 'screen':
      return []
  }
}
