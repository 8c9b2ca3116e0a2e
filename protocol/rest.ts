import { z } from 'zod'
import { closeReasonSchema } from './closeReasons.ts'
import { identitySchema, sessionGrantSchema, signInWaysSchema } from './identity.ts'
import { personNameSchema, personSchema } from './person.ts'

/** Where REST begins; `api` + `/server` tells what a server is. */
export const restPath = '/api/v1'

/** Every refusal over REST. `code` is one of closeReasons.ts; `details` help programs, and hold no secret. */
export const restErrorSchema = z.object({
  error: z.object({
    code: closeReasonSchema,
    message: z.string(),
    details: z
      .object({
        nextStep: z.string(),
        retryable: z.boolean(),
        /** How long to wait before the same may succeed. */
        retryAfterMs: z.number().optional(),
        /** Where the request cannot be what it is. */
        field: z.string().optional(),
        /** Because of whom. */
        who: z.array(z.string()).optional(),
        /** By which the operator finds the request in the log. */
        /** What the field has to be, in words. */
        rule: z.string().optional(),
        requestId: z.string().optional(),
      })
      .strict(),
  }),
})

export type RestError = z.infer<typeof restErrorSchema>

/** What a server says of itself to everybody. */
export const serverFactsSchema = z.object({
  name: z.string().max(40),
  version: z.string().max(40),
  /** The version of the session protocol. */
  protocol: z.int(),
  clockId: z.string().min(1).max(64),
  /** Where the world reaches it (`https://...`); null = only where it was asked. */
  publicUrl: z.string().nullable(),
  signIn: signInWaysSchema,
})

/** Asks for a session: by a proof, or by a name where that is enough. */
export const signInRequestSchema = z.strictObject({
  name: personNameSchema.optional(),
  identity: identitySchema.optional(),
})

export const signedInSchema = z.object({ person: personSchema, grant: sessionGrantSchema })
