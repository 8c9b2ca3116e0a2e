import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Display } from './display.ts'

/** One of several players on one machine. */
export interface PlayerPlace {
  readonly display: Display
  /** Counted from 0. Only the first one is heard: several at once would sound hollow, however well they are in step. */
  readonly index: number
  readonly count: number
  /** No sound at all. */
  readonly silent: boolean
}

/**
 * A member's own settings of MPV, in a folder of theirs (MPV_HOME): the way in which anybody puts their window where
 * they like it. The settings of whoever runs this are neither touched nor allowed to colour what is measured.
 */
export async function writePlayerSettings(folder: string, place: PlayerPlace): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'mpv.conf'), `${playerSettings(place).join('\n')}\n`)
}

export const playerSettings = (place: PlayerPlace): readonly string[] => [
  ...picture(place),
  // A player without any sound device has no audio clock, which is what everything is measured by.
  ...(place.silent ? ['ao=null'] : ['audio-fallback-to-null=yes']),
  ...(place.index > 0 ? ['mute=yes'] : []),
]

function picture({ display, index, count }: PlayerPlace): readonly string[] {
  switch (display.kind) {
    case 'none':
      return ['vo=null']
    case 'virtual':
      // Drawn by the processor: a virtual screen has no graphics card.
      return ['vo=x11', 'border=no', geometry(index, count)]
    case 'screen':
      return [geometry(index, count)]
  }
}

/** Two columns, in percent of the screen. */
function geometry(index: number, count: number): string {
  const rows = Math.ceil(count / 2)
  const row = Math.floor(index / 2)
  const width = Math.floor(98 / Math.max(2, rows))
  const left = index % 2 === 0 ? 0 : 100
  const top = rows === 1 ? 50 : Math.round((100 * row) / (rows - 1))
  return `geometry=${width}%+${left}%+${top}%`
}
