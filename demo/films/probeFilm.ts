import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { FilmRecord } from './film.ts'

const probeSchema = z.object({
  format: z.object({ duration: z.coerce.number() }),
  streams: z.array(z.object({ start_time: z.coerce.number().catch(0) })).min(1),
})

/** Asks ffprobe for what only the finished container knows. Throws what ffprobe says. */
export async function probeFilm(file: string): Promise<Omit<FilmRecord, 'file' | 'subtitleFiles'>> {
  const wanted = ['-select_streams', 'v:0', '-show_entries', 'format=duration:stream=start_time']
  const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', '-of', 'json', ...wanted, file])
  const { format, streams } = probeSchema.parse(JSON.parse(stdout))
  return {
    sizeBytes: (await stat(file)).size,
    durationMs: Math.round(format.duration * 1000),
    videoStartMs: Math.round((streams[0]?.start_time ?? 0) * 1000),
  }
}
