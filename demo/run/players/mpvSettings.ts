import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { windowBox, type PlayerPlace } from './demoPlayer.ts'

/**
 * A member's own settings of MPV, in a folder of theirs (MPV_HOME): the way in which anybody puts their window where
 * they like it. The settings of whoever runs this are neither touched nor allowed to colour what is measured.
 */
export async function writeMpvSettings(
  folder: string,
  place: PlayerPlace,
  windowId: number | null,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'mpv.conf'), `${mpvSettings(place, windowId).join('\n')}\n`)
}

export const mpvSettings = (place: PlayerPlace, windowId: number | null): readonly string[] => [
  ...picture(place, windowId),
  // A player without any sound device has no audio clock, which is what everything is measured by.
  ...(place.silent ? ['ao=null'] : ['audio-fallback-to-null=yes']),
  ...(place.index > 0 ? ['mute=yes'] : []),
]

function picture(place: PlayerPlace, windowId: number | null): readonly string[] {
  switch (place.display.kind) {
    case 'none':
      return ['vo=null']
    case 'virtual':
      // Drawn by the processor: a virtual screen has no graphics card.
      return ['vo=x11', ...(windowId === null ? [] : [`wid=${windowId}`])]
    case 'screen':
      return [geometry(place)]
  }
}

function geometry(place: PlayerPlace): string {
  const { widthPercent, leftPercent, topPercent } = windowBox(place)
  return `geometry=${widthPercent}%+${leftPercent}%+${topPercent}%`
}
