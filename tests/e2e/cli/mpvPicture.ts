import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { IpcClient } from '../../../adapters/mpv/ipcClient.ts'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../../../demo/films/framePainter.ts'
import { temporaryFolder } from './cliProcess.ts'

/** A line of text on a picture of a demo film. */
export interface SeenSubtitle {
  /** In rows that belong to a line of text: where runs of the text's colour begin, one list a row. */
  readonly rows: readonly (readonly number[])[]
}

/** The yellow of the subtitles among the black and white of the films, as brightness. */
const isInk = (value: number): boolean => Math.abs(value - 226) < 14

/** Looks at what an MPV shows, subtitles included. */
export async function lookAtSubtitle(viewer: IpcClient): Promise<SeenSubtitle> {
  const file = join(temporaryFolder(), 'seen.png')
  const taken = await viewer.request(['screenshot-to-file', file, 'subtitles'])
  if (!taken.ok) return { rows: [] }
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-']
  const { stdout } = await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', file, ...raw], {
    encoding: 'buffer',
  })
  const below = Array.from({ length: PICTURE_HEIGHT / 4 }, (_, index) => (PICTURE_HEIGHT * 3) / 4 + index)
  const runs = below.map((y) => runsIn(stdout.subarray(y * PICTURE_WIDTH, (y + 1) * PICTURE_WIDTH)))
  return { rows: runs.filter((row) => row.length > 6) }
}

const runsIn = (row: Uint8Array): readonly number[] =>
  [...row.keys()].filter((x) => isInk(row[x] ?? 0) && !isInk(row[x - 1] ?? 0))

/** How many rows are like the one that most are like. */
function mostAlike({ rows }: SeenSubtitle): number {
  const counts = rows.map((row) => rows.filter((other) => other.join() === row.join()).length)
  return Math.max(0, ...counts)
}

/** Written in the films' own font: the same run of squares in every row but those at its edges. */
export const isInSquares = (seen: SeenSubtitle): boolean => mostAlike(seen) >= 6

/** Written in letters: rows differ. */
export const isInLetters = (seen: SeenSubtitle): boolean => seen.rows.length > 4 && mostAlike(seen) < 5
