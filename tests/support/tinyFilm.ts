import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
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
}

export async function makeTinyFilm(options: TinyFilmOptions = {}): Promise<TinyFilm> {
  const { seconds = 30, fps = 24, sound = true, beginsAtSeconds = 0 } = options
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-film-'))
  const path = join(folder, 'film.mkv')
  await promisify(execFile)('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc=size=160x90:rate=${fps}`],
    ...(sound ? ['-f', 'lavfi', '-i', 'sine=440', '-c:a', 'aac'] : []),
    ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-g', String(fps * 2)],
    ...['-output_ts_offset', String(beginsAtSeconds), path],
  ])
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}
