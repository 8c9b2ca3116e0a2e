import type { SubtitleRecipe } from './recipes.ts'

/** A line every ten seconds, on screen for the first three of them. */
const EVERY_SECONDS = 10
const SHOWN_SECONDS = 3

/** A subtitle file that tells its own language and the second it belongs to. */
export function subtitleText({ format, language, title }: SubtitleRecipe, seconds: number): string {
  const starts = Array.from(
    { length: Math.ceil(seconds / EVERY_SECONDS) },
    (_, index) => index * EVERY_SECONDS,
  )
  const lineAt = (start: number) => `${title} (${language}): ${start} s`
  return format === 'srt' ? srtText(starts, lineAt) : assText(starts, lineAt)
}

type LineAt = (startSeconds: number) => string

function srtText(starts: readonly number[], lineAt: LineAt): string {
  const cue = (start: number, index: number) =>
    `${index + 1}\n${srtTime(start)} --> ${srtTime(start + SHOWN_SECONDS)}\n${lineAt(start)}\n`
  return starts.map(cue).join('\n')
}

const ASS_HEAD = `[Script Info]
ScriptType: v4.00+
PlayResX: 320
PlayResY: 180

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment, MarginV
Style: Default,Sans,14,&H0000FFFF,1,2,8

[Events]
Format: Layer, Start, End, Style, Text
`

function assText(starts: readonly number[], lineAt: LineAt): string {
  const event = (start: number) =>
    `Dialogue: 0,${assTime(start)},${assTime(start + SHOWN_SECONDS)},Default,${lineAt(start)}\n`
  return ASS_HEAD + starts.map(event).join('')
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
const srtTime = (seconds: number): string =>
  `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)},000`
const assTime = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.00`
