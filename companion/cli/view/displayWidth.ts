/**
 * How many columns of a terminal a text takes: two for the wide characters of East Asia and for emoji (Unicode
 * Standard Annex 11, "W" and "F"; only the blocks that occur in names and titles), none for marks that combine.
 */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of charactersOf(text)) width += widthOf(character)
  return width
}

/** The text cut to at most `width` columns, with an ellipsis where something was cut. */
export function fitTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  if (width < 1) return ''
  let kept = ''
  let used = 0
  for (const character of charactersOf(text)) {
    used += widthOf(character)
    if (used > width - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** Cut or filled with spaces to exactly `width` columns. */
export function padTo(text: string, width: number): string {
  const fitted = fitTo(text, width)
  return fitted + ' '.repeat(Math.max(0, width - displayWidth(fitted)))
}

/** What a reader takes for one character, such as a letter with its accents or a family emoji. */
function charactersOf(text: string): readonly string[] {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  )
}

const wide =
  /^[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{33FF}\u{3400}-\u{4DBF}\u{4E00}-\u{A4CF}\u{A960}-\u{A97C}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\u{FE0F}/u
const combining = /^[\p{M}\p{Cf}\u{200B}-\u{200D}]+$/u

const widthOf = (character: string): number => (combining.test(character) ? 0 : wide.test(character) ? 2 : 1)
