import { z } from 'zod'
import type { Problem } from '../../protocol/problem.ts'

/** HMAC with SHA-256 is as strong as its key up to 32 bytes (RFC 7518, 3.2). */
const shortestSecret = 32
const fewestCharacters = 8

const isSecretEnough = (secret: string): boolean =>
  Buffer.byteLength(secret) >= shortestSecret && new Set(secret).size >= fewestCharacters

const secretSchema = z
  .string()
  .refine(
    isSecretEnough,
    `it is too easy to guess: give at least ${shortestSecret} characters of many kinds, such as from "openssl rand -base64 48"`,
  )

/** Base address of a Jellyfin without credentials, query and fragment; kept without a slash at its end. */
const jellyfinSchema = z
  .url({ protocol: /^https?$/, error: 'give addresses such as https://jellyfin.example' })
  .refine(
    (text) => !URL.canParse(text) || isPlainAddress(new URL(text)),
    'give the address alone, without user name and query',
  )
  .transform((text) => text.replace(/\/+$/, ''))

const isPlainAddress = ({ username, password, search, hash }: URL): boolean =>
  [username, password, search, hash].every((part) => part === '')

const ms = z.number().min(0)
const count = z.int().min(1)

export const identityOptionsSchema = z.strictObject({
  jellyfins: z
    .array(jellyfinSchema)
    .max(100)
    .default([])
    .describe('Jellyfins whose users may come, by their base addresses. No other address is ever asked.'),
  pluginSecret: secretSchema
    .nullable()
    .default(null)
    .describe('The secret that the OpenWatchParty plugin signs with; none = its tokens are not taken.')
    .meta({ secret: true }),
  pluginAudience: z
    .string()
    .min(1)
    .default('OpenWatchParty')
    .describe('The audience that tokens of the plugin have to name.'),
  pluginIssuer: z
    .string()
    .min(1)
    .default('Jellyfin')
    .describe('The issuer that tokens of the plugin have to name.'),
  pluginLeewayMs: ms
    .default(60_000)
    .describe('By how much the clock of the server of the plugin may differ.'),
  tokenSecret: secretSchema
    .nullable()
    .default(null)
    .describe('What our own tokens are signed with; none = made once and kept in the data folder.')
    .meta({ secret: true }),
  open: z
    .boolean()
    .nullable()
    .default(null)
    .describe(
      'Whether a name is enough to come in; none = only when no Jellyfin and no plugin secret is given.',
    ),
  sessionMs: ms.min(100).default(3_600_000).describe('How long a session lasts that nobody renews.'),
  askWithinMs: ms.min(1).default(5000).describe('How long a Jellyfin may take to say who somebody is.'),
  verifiedForMs: ms
    .default(60_000)
    .describe('How long such an answer counts for whoever comes with the same token.'),
  usersRemembered: count.default(10_000).describe('Answers of Jellyfins that are remembered.'),
  failedAttempts: count
    .default(20)
    .describe('Sign-ins of one address that may fail within the attempt window.'),
  attemptWindowMs: ms.min(1000).default(60_000).describe('The window in which failed sign-ins are counted.'),
})

export type IdentitySettings = z.output<typeof identityOptionsSchema>

/** Whether a name is enough to come in. */
export const isOpen = ({ open, jellyfins, pluginSecret }: IdentitySettings): boolean =>
  open ?? (jellyfins.length === 0 && pluginSecret === null)

/** Nobody could ever come in. */
export const nobodyMayComeIn: Problem = {
  code: 'nobody-may-come-in',
  sentence: 'The session server lets nobody in: it is not open, and no Jellyfin or plugin secret is given.',
  nextStep: 'Name a Jellyfin whose users may come, or let a name be enough.',
}
