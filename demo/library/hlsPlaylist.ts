import { SEGMENT_SECONDS } from './transcodes.ts'

/** A rest shorter than this joins the segment before it: the encoder may have nothing to put into its own. */
const SHORTEST_SECONDS = 0.5

/** Length in seconds of every segment of a film. */
export function segmentLengths(durationMs: number): readonly number[] {
  const seconds = durationMs / 1000
  const count = Math.max(1, Math.ceil((seconds - SHORTEST_SECONDS) / SEGMENT_SECONDS))
  const last = seconds - (count - 1) * SEGMENT_SECONDS
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? last : SEGMENT_SECONDS))
}

/** The list of the only variant. `parameters` carry the token on, as players send no headers. */
export function masterPlaylist(bandwidth: number, parameters: string): string {
  const variant = `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="avc1.42c01e,mp4a.40.2"`
  return `#EXTM3U\n${variant}\nmain.m3u8?${parameters}\n`
}

/** The whole film from the start, although nothing of it may have been made yet. */
export function mediaPlaylist(durationMs: number, parameters: string): string {
  const lengths = segmentLengths(durationMs)
  const head = [
    '#EXTM3U',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...lengths))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
  ]
  const segments = lengths.map(
    (seconds, index) => `#EXTINF:${seconds.toFixed(6)}, nodesc\nhls1/main/${index}.ts?${parameters}`,
  )
  return [...head, ...segments, '#EXT-X-ENDLIST', ''].join('\n')
}
