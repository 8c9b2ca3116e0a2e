import { z } from 'zod'
import { restErrorSchema } from '../../../protocol/rest.ts'

const bySession = [{ session: [] }]

/** What the description says of a route for whoever is signed in, and what is checked of its answers. */
export const signedInRoute = <Shape extends object>(shape: Shape) => ({ security: bySession, ...shape })

/** The refusals that any route may answer with. */
export const refusals = { default: restErrorSchema } as const

export const roomParams = z.object({ room: z.string().min(1).max(64) })
