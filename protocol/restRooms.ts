import { z } from 'zod'
import { invitationSchema } from './guests.ts'
import { mediaSchema } from './media.ts'
import { passwordSchema } from './password.ts'
import { policySchema } from './policy.ts'

/** Rooms as REST tells and takes them. */

const id = z.string().min(1).max(64)
const name = z.string().trim().min(1).max(100)

/** Somebody to invite: a person of this server, or a user of the inviter's own Jellyfin. */
const inviteeSchema = z
  .strictObject({
    personId: z.string().trim().max(64).optional(),
    userId: z.string().trim().max(64).optional(),
    name: z.string().trim().min(1).max(64).default('Guest'),
    role: z.enum(['controller', 'viewer']).default('viewer'),
  })
  .refine(({ personId, userId }) => (personId === undefined) !== (userId === undefined), {
    error: 'either personId or userId',
  })

export type Invitee = z.infer<typeof inviteeSchema>

/** Blanks, repetitions and the inviter are left out of it. */
export const inviteesSchema = z.array(inviteeSchema).max(100)

export const openingSchema = z.strictObject({
  media: mediaSchema,
  name: name.nullable().default(null),
  policy: policySchema.partial().default({}),
  /** 4 to 128 characters after trimming; blank or null = none. */
  password: passwordSchema.nullable().default(null),
  positionMs: z.number().finite().min(0).default(0),
  invitations: inviteesSchema.default([]),
})

/** What is to change; what is absent stays as it is. */
export const roomChangeSchema = z.strictObject({
  name: name.optional(),
  policy: policySchema.partial().optional(),
  /** null = none any more. */
  password: passwordSchema.nullable().optional(),
  isLocked: z.boolean().optional(),
  /** From now; null = never. */
  expiresInMs: z
    .number()
    .min(1000)
    .max(366 * 86_400_000)
    .nullable()
    .optional(),
})

export const joinRequestSchema = z.strictObject({
  password: passwordSchema.nullable().default(null),
  /** The signed invitation of a link. */
  invitation: z.string().min(1).max(2048).nullable().default(null),
})

/** A place in a room: its socket resumes it with the token, as one whose line broke. */
export const placeSchema = z.object({
  roomId: id,
  memberId: id,
  role: z.enum(['host', 'controller', 'viewer']),
  resumeToken: z.string(),
})

/** A room in a list of those that everybody may find. */
export const listedRoomSchema = z.object({
  id,
  code: z.string(),
  name: z.string(),
  title: z.string(),
  hostName: z.string().nullable(),
  memberCount: z.int(),
  hasPassword: z.boolean(),
  isLocked: z.boolean(),
})

export const roomListSchema = z.object({
  rooms: z.array(listedRoomSchema),
  /** Asks for what follows; null = nothing does. */
  next: z.string().nullable(),
})

const memberSchema = z.object({
  id,
  personId: id,
  name: z.string(),
  role: z.enum(['host', 'controller', 'viewer']),
  isPresent: z.boolean(),
})

export const membersSchema = z.object({ members: z.array(memberSchema) })

export const roomDetailsSchema = listedRoomSchema.extend({
  policy: policySchema,
  runtimeMs: z.number().nullable(),
  /** What it plays, for those who are in it: whoever has an item's id can have the film. */
  media: mediaSchema.nullable(),
  positionMs: z.number(),
  playing: z.boolean(),
  expiresInMs: z.number().nullable(),
  members: z.array(memberSchema),
  /** Who was asked to come, for those who are in it. */
  invitations: z.array(invitationSchema).nullable(),
})

/** A room that was opened, and the place in it of whoever opened it. */
export const openedRoomSchema = z.object({ room: roomDetailsSchema, place: placeSchema })

export const linkSchema = z.object({
  /** Opens the app. */
  appLink: z.string(),
  /** Opens the server's page, which opens the app. */
  webLink: z.string(),
  expiresInMs: z.number(),
  /** The web link to be photographed. */
  qrSvg: z.string(),
})

export const credentialSchema = z.object({ token: z.string(), expiresInMs: z.number() })
