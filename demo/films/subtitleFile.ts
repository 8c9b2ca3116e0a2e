import { BLOCK_FONT_FAMILY } from './blockFont.ts'
import { pictureSubtitle } from './pictureSubtitle.ts'
import type { SubtitleRecipe } from './recipes.ts'

/** A line every ten seconds, on screen for the first three of them. */
const EVERY_SECONDS = 10
const SHOWN_SECONDS = 3

/** A subtitle file that tells its own language and the second it belongs to. */
export function subtitleFile(recipe: SubtitleRecipe, seconds: number): string | Buffer {
  const { format, language, title } = recipe
  const starts = Array.from(
    { length: Math.ceil(seconds / EVERY_SECONDS) },
    (_, index) => index * EVERY_SECONDS,
  )
  const lineAt = (start: number) => `${title} (${language}): ${start} s`
  switch (format) {
    case 'srt':
      return srtText(starts, lineAt)
    case 'ass':
      return assText(starts, lineAt, recipe.ownFont === true ? BLOCK_FONT_FAMILY : 'Sans')
    case 'pgs':
      return pictureSubtitle(
        starts.map((start) => ({ start, end: start + SHOWN_SECONDS, text: `${title} ${start}` })),
      )
  }
}

type LineAt = (startSeconds: number) => string

function srtText(starts: readonly number[], lineAt: LineAt): string {
  const cue = (start: number, index: number) =>
    `${index + 1}\n${srtTime(start)} --> ${srtTime(start + SHOWN_SECONDS)}\n${lineAt(start)}\n`
  return starts.map(cue).join('\n')
}

const assHead = (font: string): string => `[Script Info]
ScriptType: v4.00+
PlayResX: 320
PlayResY: 180

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment, MarginV
Style: Default,${font},14,&H0000FFFF,0,2,8

[Events]
Format: Layer, Start, End, Style, Text
`

function assText(starts: readonly number[], lineAt: LineAt, font: string): string {
  const event = (start: number) =>
    `Dialogue: 0,${assTime(start)},${assTime(start + SHOWN_SECONDS)},Default,${lineAt(start)}\n`
  return assHead(font) + starts.map(event).join('')
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
const srtTime = (seconds: number): string =>
  `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)},000`
const assTime = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.00`
