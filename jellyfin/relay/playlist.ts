/** Where the player finds what a playlist names: `url` is absolute, on whatever host. Null forbids it. */
export type AddressOf = (url: URL) => string | null

/** What a player gets for an address that the relay does not lead to: nothing answers there. */
const forbiddenAddress = 'about:blank'

/**
 * Rewrites an HLS playlist (master or media) so that everything it names leads through the relay: lines with a URI,
 * and `URI="..."` of tags such as EXT-X-MEDIA, EXT-X-MAP, EXT-X-KEY. Comments go, because nothing says what is in them.
 * The grammar is that of RFC 8216, section 4.
 */
export function rewritePlaylist(text: string, base: URL, addressOf: AddressOf): string {
  const translate = (uri: string): string => {
    if (!URL.canParse(uri, base)) return forbiddenAddress
    return addressOf(new URL(uri, base)) ?? forbiddenAddress
  }
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') || line.startsWith('#EXT'))
    .map((line) => rewriteLine(line, translate))
    .join('\n')
}

function rewriteLine(line: string, translate: (uri: string) => string): string {
  const uri = line.trim()
  if (uri === '') return line
  if (!uri.startsWith('#')) return translate(uri)
  return line.replaceAll(/([:,])URI="([^"]*)"/g, (_all, before: string, quoted: string) => {
    return `${before}URI="${translate(quoted)}"`
  })
}
