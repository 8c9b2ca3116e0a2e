import { FILM_FORMAT_VERSION } from '../films/recipes.ts'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../films/framePainter.ts'
import { SAMPLE_RATE_HZ } from '../films/soundtrack.ts'
import { mediaAttachments } from './attachments.ts'
import type { PlayableItem, Stock } from './catalogue.ts'
import type { MediaSourceInfo, MediaStream } from './models.ts'
import { ticksOf } from './wording.ts'

/** Containers as ffprobe names them, which is how Jellyfin stores them. */
const CONTAINER_NAMES = { mkv: 'mkv', mp4: 'mov,mp4,m4a,3gp,3g2,mj2', webm: 'webm' } as const

/** Where the file would lie on a real server's disk. */
export function mediaPath(item: PlayableItem): string {
  const { recipe } = item.film
  if (item.kind === 'movie')
    return `/media/films/${item.name} (${item.year})/${item.name}.${recipe.container}`
  const { season } = item
  const number = `S${String(season.number).padStart(2, '0')}E${String(item.number).padStart(2, '0')}`
  return `/media/series/${season.series.name}/${season.name}/${number} - ${item.name}.${recipe.container}`
}

/** The item's one file, before anybody decided how it is to be played. */
export function mediaSource(item: PlayableItem, { runtimes }: Stock): MediaSourceInfo {
  const { film } = item
  return {
    Protocol: 'File',
    Id: item.id,
    Path: mediaPath(item),
    Type: 'Default',
    Container: CONTAINER_NAMES[film.recipe.container],
    Size: film.sizeBytes,
    Name: item.name,
    IsRemote: false,
    ETag: `${item.id}-${FILM_FORMAT_VERSION}`,
    ...(runtimes && { RunTimeTicks: ticksOf(film.durationMs) }),
    ReadAtNativeFramerate: false,
    IgnoreDts: false,
    IgnoreIndex: false,
    GenPtsInput: false,
    SupportsTranscoding: true,
    SupportsDirectStream: true,
    SupportsDirectPlay: true,
    IsInfiniteStream: false,
    RequiresOpening: false,
    RequiresClosing: false,
    RequiresLooping: false,
    SupportsProbing: true,
    VideoType: 'VideoFile',
    MediaStreams: mediaStreams(item),
    MediaAttachments: mediaAttachments(item),
    Formats: [],
    Bitrate: Math.round((film.sizeBytes * 8000) / film.durationMs),
    RequiredHttpHeaders: {},
    TranscodingSubProtocol: 'http',
    DefaultAudioStreamIndex: 1,
    HasSegments: item.kind === 'episode',
  }
}

/** Numbered as in the file: picture, sounds, embedded subtitles; external subtitles come after them. */
export function mediaStreams(item: PlayableItem): MediaStream[] {
  const { recipe } = item.film
  const subtitles = [...recipe.subtitles].sort(
    (a, b) => Number(a.form === 'external') - Number(b.form === 'external'),
  )
  const firstSubtitle = 1 + recipe.audio.length
  return [
    videoStream(item),
    ...recipe.audio.map((audio, index) => audioStream(audio, index + 1)),
    ...subtitles.map((subtitle, index) => subtitleStream(item, subtitle, firstSubtitle + index)),
  ]
}

function videoStream({ film: { recipe } }: PlayableItem): MediaStream {
  const rate = recipe.frameRate.numerator / recipe.frameRate.denominator
  return {
    Type: 'Video',
    Index: 0,
    Codec: recipe.video,
    IsDefault: true,
    IsForced: false,
    IsExternal: false,
    IsInterlaced: false,
    IsTextSubtitleStream: false,
    SupportsExternalStream: false,
    Width: PICTURE_WIDTH,
    Height: PICTURE_HEIGHT,
    AspectRatio: '16:9',
    AverageFrameRate: rate,
    RealFrameRate: rate,
    BitDepth: 8,
    PixelFormat: 'yuv420p',
    Profile: recipe.video === 'h264' ? 'Constrained Baseline' : 'Profile 0',
    VideoRange: 'SDR',
    VideoRangeType: 'SDR',
    DisplayTitle: `${PICTURE_HEIGHT}p ${recipe.video.toUpperCase()} SDR`,
  }
}

function audioStream(audio: PlayableItem['film']['recipe']['audio'][number], index: number): MediaStream {
  return {
    Type: 'Audio',
    Index: index,
    Codec: audio.codec,
    Language: audio.language,
    Title: audio.title,
    DisplayTitle: `${audio.title} - ${audio.language} - ${audio.codec.toUpperCase()} - Mono`,
    IsDefault: index === 1,
    IsForced: false,
    IsExternal: false,
    IsInterlaced: false,
    IsTextSubtitleStream: false,
    SupportsExternalStream: false,
    Channels: 1,
    ChannelLayout: 'mono',
    SampleRate: SAMPLE_RATE_HZ,
    BitRate: 96_000,
  }
}

type Subtitle = PlayableItem['film']['recipe']['subtitles'][number]

/** Codecs as Jellyfin names them. */
const SUBTITLE_CODECS = { srt: 'subrip', ass: 'ass', pgs: 'PGSSUB' } as const

function subtitleStream(item: PlayableItem, subtitle: Subtitle, index: number): MediaStream {
  const external = subtitle.form === 'external'
  const isText = subtitle.format !== 'pgs'
  return {
    Type: 'Subtitle',
    Index: index,
    Codec: SUBTITLE_CODECS[subtitle.format],
    Language: subtitle.language,
    Title: subtitle.title,
    DisplayTitle: `${subtitle.title} - ${subtitle.language} - ${subtitle.format.toUpperCase()}`,
    IsDefault: false,
    IsForced: false,
    IsExternal: external,
    IsInterlaced: false,
    IsTextSubtitleStream: isText,
    SupportsExternalStream: isText,
    ...(external && { Path: mediaPath(item).replace(/\w+$/, `${subtitle.language}.${subtitle.format}`) }),
  }
}
