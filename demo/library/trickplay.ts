import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../films/framePainter.ts'
import type { PlayableItem } from './catalogue.ts'

/** One small picture every ten seconds, a hundred of them on a sheet. */
export const TRICKPLAY = {
  width: 160,
  height: Math.round((160 * PICTURE_HEIGHT) / PICTURE_WIDTH),
  columns: 10,
  rows: 10,
  intervalMs: 10_000,
} as const

const PER_SHEET = TRICKPLAY.columns * TRICKPLAY.rows
const BANDWIDTH = 10_000

/** What a client needs to find the picture of a moment: by media source, then by width. */
export const trickplayFacts = ({ id, film }: PlayableItem) => ({
  [id]: {
    [String(TRICKPLAY.width)]: {
      Width: TRICKPLAY.width,
      Height: TRICKPLAY.height,
      TileWidth: TRICKPLAY.columns,
      TileHeight: TRICKPLAY.rows,
      ThumbnailCount: Math.ceil(film.durationMs / TRICKPLAY.intervalMs),
      Interval: TRICKPLAY.intervalMs,
      Bandwidth: BANDWIDTH,
    },
  },
})

/** A sheet of pictures as JPEG; null when the film is shorter than that. */
export async function trickplaySheet({ film }: PlayableItem, sheet: number): Promise<Buffer | null> {
  const startSeconds = (sheet * PER_SHEET * TRICKPLAY.intervalMs) / 1000
  if (!(startSeconds >= 0) || startSeconds * 1000 >= film.durationMs) return null
  const { width, height, columns, rows, intervalMs } = TRICKPLAY
  // The `fps` filter would show the middle of each interval; clients expect its beginning. Only key frames are
  // decoded, one every two seconds: half a second of tolerance finds the right one despite rounded times.
  const select = `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${intervalMs / 1000 - 0.5})'`
  const filter = `${select},scale=${width}:${height},tile=${columns}x${rows}`
  const input = ['-skip_frame', 'nokey', '-ss', String(startSeconds), '-i', film.file]
  const output = ['-vf', filter, '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'mjpeg', '-']
  const run = promisify(execFile)
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-nostdin', ...input, ...output], {
    encoding: 'buffer',
    maxBuffer: 16 * 1024 * 1024,
  })
  return stdout
}
