/** A font file to travel within a subtitle. */
export interface EmbeddedFont {
  readonly name: string
  readonly bytes: Uint8Array
}

/** As the format has it: lines of 80 characters, the last one shorter. */
const lineLength = 80

/**
 * Puts fonts into a subtitle in ASS or SSA, in the section that the format has for them: renderers (libass in MPV and
 * VLC) take them from there as they would from the film that the subtitle came out of.
 */
export function embedFonts(subtitle: string, fonts: readonly EmbeddedFont[]): string {
  if (fonts.length === 0 || /^\[Fonts\]/im.test(subtitle)) return subtitle
  const section = [
    '[Fonts]',
    ...fonts.map(({ name, bytes }) => `fontname: ${plainName(name)}\n${encoded(bytes)}`),
  ]
  // Before the events: not every renderer reads on behind them.
  const at = subtitle.search(/^\[Events\]/im)
  const before = at < 0 ? `${subtitle}\n` : subtitle.slice(0, at)
  return `${before}${section.join('\n')}\n\n${at < 0 ? '' : subtitle.slice(at)}`
}

const plainName = (name: string): string => name.replaceAll(/[^\w. -]/g, '_').slice(0, 80)

/** Three bytes are four characters of six bits each, counted from `!` on; one byte left over is two, two are three. */
function encoded(bytes: Uint8Array): string {
  const characters: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3)
    const sextets = [one >> 2, ((one & 3) << 4) | (two >> 4), ((two & 15) << 2) | (three >> 6), three & 63]
    const count = Math.min(4, bytes.length - at + 1)
    characters.push(String.fromCharCode(...sextets.slice(0, count).map((sextet) => sextet + 33)))
  }
  return characters.join('').replaceAll(new RegExp(`.{${lineLength}}(?=.)`, 'gs'), '$&\n')
}
