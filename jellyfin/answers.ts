import { z } from 'zod'
import { normalizeGuid } from './guid.ts'

/** What is read of Jellyfin's answers; everything else in them is dropped. Field names are Jellyfin's. */

const guidSchema = z.string().min(1).transform(normalizeGuid)
const optionalString = z.string().nullish()
const optionalNumber = z.number().nullish()

export const publicSystemSchema = z.object({
  Id: guidSchema,
  ServerName: z.string(),
  Version: z.string(),
  ProductName: z.string(),
})

export const userSchema = z.object({ Id: guidSchema, Name: z.string() })

/** A user with the rights that any signed-in user may read of any other. */
export const userWithPolicySchema = userSchema.extend({
  ServerId: guidSchema.nullish(),
  Policy: z.object({
    IsAdministrator: z.boolean().nullish(),
    IsDisabled: z.boolean().nullish(),
    EnableAllFolders: z.boolean().nullish(),
    EnabledFolders: z.array(guidSchema).nullish(),
    BlockedMediaFolders: z.array(guidSchema).nullish(),
  }),
})

export const signInAnswerSchema = z.object({
  User: userSchema,
  AccessToken: z.string().min(1),
  ServerId: guidSchema,
})

export const quickConnectSchema = z.object({
  Secret: z.string().min(1),
  Code: z.string().min(1),
  Authenticated: z.boolean(),
})

export const itemSchema = z.object({
  Id: guidSchema,
  Name: optionalString,
  Type: z.string(),
  IsFolder: z.boolean().nullish(),
  MediaType: optionalString,
  Overview: optionalString,
  ProductionYear: optionalNumber,
  RunTimeTicks: optionalNumber,
  IndexNumber: optionalNumber,
  ParentIndexNumber: optionalNumber,
  SeriesName: optionalString,
  SeriesId: guidSchema.nullish(),
  SeriesPrimaryImageTag: optionalString,
  ImageTags: z.record(z.string(), z.string()).nullish(),
  ProviderIds: z.record(z.string(), z.string().nullable()).nullish(),
  PlayAccess: optionalString,
  UserData: z.object({ PlaybackPositionTicks: optionalNumber, Played: z.boolean().nullish() }).nullish(),
})

export type JellyfinItem = z.infer<typeof itemSchema>

export const pageSchema = z.object({ Items: z.array(itemSchema), TotalRecordCount: z.number() })

export const mediaStreamSchema = z.object({
  Type: z.string(),
  Index: z.number(),
  DisplayTitle: optionalString,
  Title: optionalString,
  Language: optionalString,
  Codec: optionalString,
  IsForced: z.boolean().nullish(),
  IsDefault: z.boolean().nullish(),
  IsExternal: z.boolean().nullish(),
  DeliveryMethod: optionalString,
  DeliveryUrl: optionalString,
  IsExternalUrl: z.boolean().nullish(),
})

export type MediaStream = z.infer<typeof mediaStreamSchema>

/** A file that travels within the film: fonts of its subtitles, most of all. */
const attachmentSchema = z.object({
  FileName: optionalString,
  MimeType: optionalString,
  DeliveryUrl: optionalString,
})

export const mediaSourceSchema = z.object({
  Id: z.string().min(1),
  Container: optionalString,
  RunTimeTicks: optionalNumber,
  Bitrate: optionalNumber,
  ETag: optionalString,
  LiveStreamId: optionalString,
  SupportsDirectPlay: z.boolean().nullish(),
  SupportsDirectStream: z.boolean().nullish(),
  TranscodingUrl: optionalString,
  DefaultAudioStreamIndex: optionalNumber,
  DefaultSubtitleStreamIndex: optionalNumber,
  MediaStreams: z.array(mediaStreamSchema).nullish(),
  MediaAttachments: z.array(attachmentSchema).nullish(),
})

export type MediaSource = z.infer<typeof mediaSourceSchema>

export const playbackInfoSchema = z.object({
  MediaSources: z.array(mediaSourceSchema),
  PlaySessionId: optionalString,
  ErrorCode: optionalString,
})
