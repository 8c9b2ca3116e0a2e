/** One chapter a minute. */
const CHAPTER_MS = 60_000

export interface Chapter {
  readonly startMs: number
  readonly endMs: number
  readonly name: string
}

/** The chapters of a film of this length; the last one may be short. */
export const chaptersOf = (lengthMs: number): readonly Chapter[] =>
  Array.from({ length: Math.ceil(lengthMs / CHAPTER_MS) }, (_, index) => ({
    startMs: index * CHAPTER_MS,
    endMs: Math.min((index + 1) * CHAPTER_MS, lengthMs),
    name: `Minute ${index + 1}`,
  }))

/** Where the chapter after the one at this position begins. */
export const nextChapterMs = (positionMs: number): number =>
  (Math.floor(positionMs / CHAPTER_MS) + 1) * CHAPTER_MS

/** The same as ffmpeg reads it (https://ffmpeg.org/ffmpeg-formats.html#Metadata-1). */
export function chapterText(lengthMs: number): string {
  const chapters = chaptersOf(lengthMs).map(({ startMs, endMs, name }) =>
    ['[CHAPTER]', 'TIMEBASE=1/1000', `START=${startMs}`, `END=${endMs}`, `title=${name}`].join('\n'),
  )
  return [';FFMETADATA1', ...chapters, ''].join('\n')
}
