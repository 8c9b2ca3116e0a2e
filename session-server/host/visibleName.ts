/** Invisible characters that only confuse: format characters other than the joiners of scripts and emoji. */
const invisible = /(?![\u200C\u200D])\p{Cf}|\p{Cc}|\p{Cs}/gu
const somethingVisible = /[^\s\u200C\u200D]/u

/**
 * A name as everyone sees it: composed letters, single spaces, nothing invisible, no direction overrides.
 * A name of which nothing is left becomes `fallback`.
 */
export function visibleName(name: string, fallback: string): string {
  const visible = name.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  return somethingVisible.test(visible) ? visible.slice(0, 100) : fallback
}
