import type { Library, OpenedItem, OpenRequest } from '../../jellyfin/library.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import { noCompatibleStream } from '../../jellyfin/problems.ts'
import { withVersion, type Preferences } from './preferences.ts'
import { listTracks, type ListedTrack } from './trackList.ts'
import { wantedTrack, type Wanted } from './wantedTrack.ts'

/** Says to Jellyfin that no subtitle is wanted, rather than its own choice. */
const noSubtitle = -1

/**
 * Opens an item in the version and quality and with the tracks that the viewer likes. Which tracks there are shows only then: a
 * stream that lacks a liked one is opened once more.
 */
export async function openAsLiked(
  library: Library,
  asked: OpenRequest,
  preferences: Preferences,
): Promise<Result<OpenedItem, Problem>> {
  const versionId = preferences.versions[asked.itemId] ?? null
  const wished: OpenRequest = { ...asked, ...preferences.quality, versionId }
  const first = await library.open(wished)
  if (!first.ok) {
    // A version that has left the library since is no reason to show nothing.
    const isGone = versionId !== null && first.problem.code === noCompatibleStream().code
    return isGone ? openAsLiked(library, asked, withVersion(preferences, asked.itemId, null)) : first
  }
  const again = requestAnew(wished, first.value, preferences)
  if (again === null) return { ok: true, value: withLikedSubtitle(first.value, preferences) }
  await first.value.close(null)
  const second = await library.open(again)
  return second.ok ? { ok: true, value: withLikedSubtitle(second.value, preferences) } : second
}

function likedIn(opened: OpenedItem, { tracks, languages }: Preferences) {
  const listed = listTracks(opened.tracks, [])
  const liking = { memory: tracks[opened.belongsTo], languages }
  return {
    listed,
    audio: wantedTrack(listed, 'audio', liking),
    subtitle: wantedTrack(listed, 'subtitle', liking),
  }
}

/** Null when the stream has what is liked, or nothing is liked. */
function requestAnew(request: OpenRequest, opened: OpenedItem, preferences: Preferences): OpenRequest | null {
  const { listed, audio, subtitle } = likedIn(opened, preferences)
  const burntIn = listed.find((track) => track.kind === 'subtitle' && track.selected)
  const isUnwanted = burntIn !== undefined && subtitle.kind !== 'leave' && trackOf(subtitle) !== burntIn
  if (!isMissing(audio) && !isMissing(subtitle) && !isUnwanted) return null
  const audioIndex = trackOf(audio)?.index ?? null
  const subtitleIndex = isMissing(subtitle) ? (trackOf(subtitle)?.index ?? null) : noSubtitle
  return { ...request, audioIndex, subtitleIndex: subtitle.kind === 'leave' ? null : subtitleIndex }
}

const trackOf = (wanted: Wanted<ListedTrack>): ListedTrack | null =>
  wanted.kind === 'track' ? wanted.track : null

const isMissing = (wanted: Wanted<ListedTrack>): boolean => trackOf(wanted)?.reopens ?? false

/** Which file beside the film is shown from the start; without a liking, the library's own choice. */
function withLikedSubtitle(opened: OpenedItem, preferences: Preferences): OpenedItem {
  const { subtitle } = likedIn(opened, preferences)
  if (subtitle.kind === 'leave') return opened
  const index = trackOf(subtitle)?.index ?? null
  const delivery = opened.tracks.find((track) => track.index === index)?.delivery
  const url = delivery?.kind === 'file' ? delivery.url : null
  return { ...opened, subtitles: opened.subtitles.map((file) => ({ ...file, selected: file.url === url })) }
}
