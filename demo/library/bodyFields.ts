import { z } from 'zod'

/** Fields of request bodies: absent and null mean the same; numbers may come as strings. */
export const optionalText = z.string().nullable().default(null)
export const optionalNumber = z.coerce.number().nullable().default(null)
export const optionalFlag = z.boolean().nullable().default(null)
