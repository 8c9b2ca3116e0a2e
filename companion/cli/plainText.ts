/**
 * Control characters (a name could carry "clear the screen"), direction overrides and line separators, each replaced
 * by a space, so that text from other people stays text.
 */
export const plainText = (text: string): string =>
  text.replace(/[\p{Cc}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/gu, ' ')
