import { z } from 'zod'
import { itemSchema, mediaSourceSchema, userWithPolicySchema } from '../answers.ts'
import { normalizeGuid } from '../guid.ts'

/** What windows show beyond what playing needs; field names are Jellyfin's. */

const guidSchema = z.string().min(1).transform(normalizeGuid)
const optionalString = z.string().nullish()
const optionalNumber = z.number().nullish()
const tags = z.array(z.string()).nullish()

export const shownItemSchema = itemSchema.extend({
  CollectionType: optionalString,
  PrimaryImageAspectRatio: optionalNumber,
  /** By kind of picture, then by its tag. */
  ImageBlurHashes: z.record(z.string(), z.record(z.string(), z.string().nullish()).nullish()).nullish(),
  UserData: z
    .object({
      PlaybackPositionTicks: optionalNumber,
      Played: z.boolean().nullish(),
      UnplayedItemCount: optionalNumber,
    })
    .nullish(),
})

export type ShownItem = z.infer<typeof shownItemSchema>

export const shownPageSchema = z.object({ Items: z.array(shownItemSchema), TotalRecordCount: z.number() })

/** The latest items are a bare list. */
export const shownListSchema = z.array(shownItemSchema)

const trickplaySchema = z.object({
  Width: z.int().min(1),
  Height: z.int().min(1),
  TileWidth: z.int().min(1),
  TileHeight: z.int().min(1),
  ThumbnailCount: z.int().min(0),
  Interval: z.number().positive(),
})

export type TrickplayAnswer = z.infer<typeof trickplaySchema>

export const itemDetailsSchema = shownItemSchema.extend({
  BackdropImageTags: tags,
  ParentBackdropItemId: guidSchema.nullish(),
  ParentBackdropImageTags: tags,
  Genres: z.array(z.string()).nullish(),
  CommunityRating: optionalNumber,
  OfficialRating: optionalString,
  People: z.array(z.object({ Name: optionalString, Role: optionalString, Type: optionalString })).nullish(),
  MediaSources: z.array(mediaSourceSchema.extend({ Name: optionalString })).nullish(),
  Chapters: z.array(z.object({ Name: optionalString, StartPositionTicks: z.number().nullish() })).nullish(),
  /** By media source, then by width. */
  Trickplay: z.record(z.string(), z.record(z.string(), trickplaySchema)).nullish().catch(null),
})

export type ItemDetailsAnswer = z.infer<typeof itemDetailsSchema>

export const segmentsSchema = z.object({
  Items: z.array(z.object({ Type: optionalString, StartTicks: z.number(), EndTicks: z.number() })),
})

export const ancestorsSchema = z.array(
  z.object({ Id: guidSchema, Name: optionalString, Type: optionalString }),
)

const policySchema = userWithPolicySchema.shape.Policy.extend({
  EnableMediaPlayback: z.boolean().nullish(),
  MaxParentalRating: optionalNumber,
  BlockUnratedItems: tags,
  BlockedTags: tags,
  AllowedTags: tags,
  AccessSchedules: z.array(z.unknown()).nullish(),
})

export type UserPolicy = z.infer<typeof policySchema>

export const personAnswerSchema = z.object({
  Id: guidSchema,
  Name: z.string(),
  PrimaryImageTag: optionalString,
  Policy: policySchema.nullish(),
})

export type PersonAnswer = z.infer<typeof personAnswerSchema>

export const peopleSchema = z.array(personAnswerSchema)
