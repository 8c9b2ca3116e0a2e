import type { MediaSource, MediaStream } from './answers.ts'
import type { MediaTrack } from './library.ts'
import type { Playback } from './playbackInfo.ts'
import type { FontSource, RelayBranch } from './relay/relay.ts'

/**
 * The sounds and subtitles of a film in the library's order, and how each of them comes. Subtitles on other hosts are
 * left away: what is no part of the relay is not for players.
 */
export function mediaTracks(playback: Playback, branch: RelayBranch): readonly MediaTrack[] {
  const fonts = fontsOf(playback.source)
  return (playback.source.MediaStreams ?? []).flatMap((stream): readonly MediaTrack[] => {
    const facts = trackFacts(stream)
    if (facts === null) return []
    const isAudio = facts.kind === 'audio'
    const delivery = isAudio ? audioDelivery(stream, playback) : subtitleDelivery(stream, playback)
    if (delivery !== 'file') return [{ ...facts, delivery: { kind: delivery } }]
    const url = addressOf(stream, branch, fonts)
    return url === null ? [] : [{ ...facts, delivery: { kind: 'file', url } }]
  })
}

/** What a track is, however it comes; null = it is neither a sound nor a subtitle. */
export function trackFacts(stream: MediaStream): Omit<MediaTrack, 'delivery'> | null {
  const kind = kindOf(stream)
  if (kind === null) return null
  return {
    kind,
    index: stream.Index,
    title: titleOf(stream, kind),
    language: stream.Language ?? null,
    codec: stream.Codec ?? null,
    forced: stream.IsForced ?? false,
    isDefault: stream.IsDefault ?? false,
  }
}

function kindOf({ Type }: MediaStream): MediaTrack['kind'] | null {
  if (Type === 'Audio') return 'audio'
  return Type === 'Subtitle' ? 'subtitle' : null
}

const nouns = { audio: 'Sound', subtitle: 'Subtitles' } as const

const titleOf = ({ DisplayTitle, Title, Language, Index }: MediaStream, kind: MediaTrack['kind']): string =>
  (DisplayTitle || Title || Language || `${nouns[kind]} ${Index}`).slice(0, 300)

/** A transcode has one sound: the one asked for, else the one that the server calls its default. */
function audioDelivery({ Index }: MediaStream, { source, delivery, transcoded }: Playback) {
  if (delivery.kind === 'direct') return 'stream'
  return Index === (transcoded?.audioIndex ?? source.DefaultAudioStreamIndex) ? 'stream' : 'left-out'
}

function subtitleDelivery(stream: MediaStream, { delivery, transcoded }: Playback) {
  if (stream.DeliveryMethod === 'External' && stream.DeliveryUrl) return 'file'
  if (delivery.kind === 'direct') return stream.IsExternal === true ? 'left-out' : 'stream'
  return stream.Index === transcoded?.burntInIndex ? 'burnt-in' : 'left-out'
}

/** Styled subtitles name fonts, which lie in the film: a subtitle that comes alone takes them along. */
function addressOf(stream: MediaStream, branch: RelayBranch, fonts: readonly FontSource[]): string | null {
  const path = stream.DeliveryUrl ?? ''
  const isStyled = /^(ass|ssa)$/i.test(stream.Codec ?? '') && fonts.length > 0
  return isStyled ? branch.styledSubtitle(path, fonts) : branch.address(path, 'stream')
}

const fontsOf = ({ MediaAttachments }: MediaSource): readonly FontSource[] =>
  (MediaAttachments ?? []).flatMap(({ FileName, MimeType, DeliveryUrl }) => {
    const isFont = /font|ttf|otf|opentype/i.test(MimeType ?? '') || /\.(ttf|otf|ttc)$/i.test(FileName ?? '')
    return isFont && DeliveryUrl ? [{ name: FileName ?? 'font.ttf', path: DeliveryUrl }] : []
  })
