import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A short real film (H.264 and AAC in Matroska), made by ffmpeg in about a second. */
export interface TinyFilm {
  readonly path: string
  remove(): Promise<void>
}

export interface TinyFilmOptions {
  readonly seconds?: number
  readonly fps?: number
  readonly sound?: boolean
  /** Container time of its beginning. */
  readonly beginsAtSeconds?: number
  /** Where its chapters begin, the last of which ends with it. */
  readonly chaptersAtSeconds?: readonly number[]
}

export async function makeTinyFilm(options: TinyFilmOptions = {}): Promise<TinyFilm> {
  const { seconds = 30, fps = 24, sound = true, beginsAtSeconds = 0, chaptersAtSeconds = [] } = options
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-film-'))
  const path = join(folder, 'film.mkv')
  const chapters = join(folder, 'chapters.txt')
  await writeFile(chapters, chapterText([...chaptersAtSeconds, seconds]))
  await promisify(execFile)('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc=size=160x90:rate=${fps}`],
    ...(sound ? ['-f', 'lavfi', '-i', 'sine=440', '-c:a', 'aac'] : []),
    ...['-i', chapters, '-map_chapters', sound ? '2' : '1'],
    ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-g', String(fps * 2)],
    ...['-output_ts_offset', String(beginsAtSeconds), path],
  ])
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}

const chapterText = (borders: readonly number[]): string =>
  [
    ';FFMETADATA1',
    ...borders.slice(1).flatMap((end, index) => {
      return ['[CHAPTER]', 'TIMEBASE=1/1', `START=${borders[index] ?? 0}`, `END=${end}`]
    }),
    '',
  ].join('\n')
