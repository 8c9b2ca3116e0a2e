import { crowd } from './pieces/crowd.ts'
import { flatness } from './pieces/flatness.ts'
import { fuzz } from './pieces/fuzz.ts'
import { idle } from './pieces/idle.ts'
import type { Piece } from './pieces/piece.ts'
import { relaying } from './pieces/relaying.ts'
import { soak } from './pieces/soak.ts'
import { storm } from './pieces/storm.ts'

/** Everything that is measured, by the name that the command line knows it by. */
export const pieces = {
  'relay-500': relaying(500),
  'relay-1000': relaying(1000),
  'web-500': relaying(500, 'party'),
  'web-1000': relaying(1000, 'party'),
  flatness,
  storm,
  idle,
  crowd,
  fuzz,
  soak,
} as const satisfies Record<string, Piece>

export type PieceName = keyof typeof pieces

export const isPieceName = (name: string): name is PieceName => Object.hasOwn(pieces, name)
