import { windowBox, type PlayerPlace } from './demoPlayer.ts'

/**
 * A member's own settings of VLC, as lines of its configuration; `windowId` is where it draws on a virtual screen, where
 * it has neither a graphics card nor, perhaps, a window of its own.
 */
export const vlcSettings = (place: PlayerPlace, windowId: number | null): readonly string[] => [
  // As much as any viewer sees of the film: no title over it when it begins.
  'video-title-show=0',
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

/** The window's place on a virtual screen; its picture keeps the shape of 16:9. */
export function windowPixels(
  place: PlayerPlace,
  screen: { readonly width: number; readonly height: number },
) {
  const { widthPercent, leftPercent, topPercent } = windowBox(place)
  const width = Math.round((screen.width * widthPercent) / 100)
  const height = Math.round((width * 9) / 16)
  return {
    ...{ width, height },
    left: Math.round(((screen.width - width) * leftPercent) / 100),
    top: Math.round(((screen.height - height) * topPercent) / 100),
  }
}
