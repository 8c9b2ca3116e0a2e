import type { DeviceProfile } from '@jellyfin/sdk/lib/generated-client/models/device-profile.js'

/** Jellyfin keeps bitrates in 32 bits: this is "no limit". */
export const noBitrateLimit = 2_147_483_647

/** Formats that MPV and VLC show from a file of their own; pictures (PGS, DVD) exist only inside the film. */
const textSubtitles = ['srt', 'subrip', 'ass', 'ssa', 'vtt', 'webvtt']
const pictureSubtitles = ['pgssub', 'dvdsub', 'dvbsub', 'xsub']

/**
 * What a native player plays: everything as it is. Entries without container and codec match all of them. Only a
 * bitrate limit or the server itself leads to a transcode, which then is HLS.
 */
export const nativePlayerProfile = (maxBitrate: number | null): DeviceProfile => ({
  Name: 'Native player',
  MaxStreamingBitrate: maxBitrate ?? noBitrateLimit,
  MaxStaticBitrate: maxBitrate ?? noBitrateLimit,
  DirectPlayProfiles: [{ Type: 'Video' }, { Type: 'Audio' }],
  TranscodingProfiles: [
    {
      Type: 'Video',
      Container: 'ts',
      Protocol: 'hls',
      VideoCodec: 'h264,hevc',
      AudioCodec: 'aac,mp3,ac3,eac3',
      Context: 'Streaming',
      MaxAudioChannels: '8',
    },
  ],
  ContainerProfiles: [],
  CodecProfiles: [],
  SubtitleProfiles: [
    ...textSubtitles.flatMap((Format) => [
      { Format, Method: 'Embed' as const },
      { Format, Method: 'External' as const },
    ]),
    ...pictureSubtitles.map((Format) => ({ Format, Method: 'Embed' as const })),
  ],
})
