import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Lobby } from '../../host/lobby.ts'
import type { Gatekeeper } from '../../identity/gatekeeper.ts'
import type { InvitationTokens } from '../../identity/invitationTokens.ts'
import { createRate, type Rate } from '../rest/rates.ts'

export interface PartyInvitesParts {
  readonly lobby: Lobby
  readonly gatekeeper: Pick<Gatekeeper, 'identify' | 'takesPlugin'>
  readonly invitations: Pick<InvitationTokens, 'sign'>
  /** Origins of the web pages of Jellyfins; none = any, as for their sockets. */
  readonly allowedOrigins: readonly string[]
  readonly wallNowMs: () => number
}

/** The figures of OpenWatchParty's own servers. */
const ticketsPerMinute = 10
const livesS = { least: 60, most: 86_400, usual: 3600 } as const

const wishSchema = z.object({
  room_id: z.string().min(1).max(128),
  ttl_seconds: z.number().min(livesS.least).max(livesS.most).default(livesS.usual),
})

interface Refused {
  readonly status: 400 | 401 | 403 | 404 | 429 | 503
  readonly error: string
}

interface Ticket {
  readonly ticket: string
  /** Unix time, seconds. */
  readonly expires_at: number
}

/**
 * `POST /invite`: where hosts of the fourth generation get a ticket for a link to Jellyfin Web. It is one of our signed
 * invitations, which names its room as their clients look for it.
 */
export function registerPartyInvites(server: FastifyInstance, parts: PartyInvitesParts): void {
  const rate = createRate(ticketsPerMinute)
  server.options('/invite', (request, reply) => reply.headers(crossOrigin(request, parts)).code(204).send())
  server.post('/invite', async (request, reply) => {
    const made = await makeTicket(request, parts, rate)
    void reply.headers(crossOrigin(request, parts))
    return 'error' in made ? reply.code(made.status).send({ error: made.error }) : made
  })
}

async function makeTicket(
  request: FastifyRequest,
  { lobby, gatekeeper, invitations, wallNowMs }: PartyInvitesParts,
  rate: Rate,
): Promise<Ticket | Refused> {
  if (!gatekeeper.takesPlugin) return { status: 503, error: 'Authentication is not configured' }
  const [, token = ''] = /^Bearer (\S{1,16384})$/i.exec(request.headers.authorization ?? '') ?? []
  const identity = { kind: 'plugin', token } as const
  const standing = await gatekeeper.identify({ name: '', identity, address: request.ip })
  if (!standing.ok) return { status: 401, error: 'Authentication failed' }
  const { person } = standing.value
  if (!(await rate.take(person.id)).ok) return { status: 429, error: 'Rate limit exceeded' }
  const wish = wishSchema.safeParse(request.body)
  if (!wish.success) return { status: 400, error: 'Invalid invite request' }
  const room = lobby.byId(wish.data.room_id.toLowerCase())
  if (room === null) return { status: 404, error: 'Room not found' }
  const { hostId } = room.state()
  if (!room.membersOf(person.id).some(({ id }) => id === hostId))
    return { status: 403, error: 'Only the room host can create invites' }
  const livesMs = wish.data.ttl_seconds * 1000
  const signed = await invitations.sign({ roomId: room.id, role: 'viewer', once: false, livesMs })
  return { ticket: signed.token, expires_at: Math.ceil((wallNowMs() + livesMs) / 1000) }
}

function crossOrigin(
  { headers }: FastifyRequest,
  { allowedOrigins }: PartyInvitesParts,
): Record<string, string> {
  const { origin } = headers
  const isAny = allowedOrigins.length === 0 || allowedOrigins.includes('*')
  if (origin === undefined || (!isAny && !allowedOrigins.includes(origin))) return { vary: 'origin' }
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type',
  }
}
