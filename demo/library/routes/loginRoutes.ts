import { z } from 'zod'
import { optionalText } from '../bodyFields.ts'
import type { Account } from '../accounts.ts'
import type { ClientParts } from '../credentials.ts'
import type { AuthenticationResult } from '../models.ts'
import { badRequest, type Exchange, readBody, type Router } from '../router.ts'
import { sessionDto } from '../sessionDto.ts'
import { sessionIdOf, type Session } from '../sessions.ts'
import type { Device } from '../tokens.ts'
import { userDto } from '../userDto.ts'
import type { World } from '../world.ts'

const passwordBody = z.object({ username: z.string(), pw: optionalText })

/** Signing in and out. */
export function loginRoutes(router: Router, world: World): void {
  router.open('POST', '/Users/AuthenticateByName', (exchange) => {
    const body = readBody(exchange, passwordBody)
    const device = deviceOf(exchange.parts)
    if (!body || !device) return badRequest(exchange, 'Error processing request.')
    const account = world.accounts.named(body.username)
    if (account?.person.password !== (body.pw ?? '')) return refuseLogin(exchange, 401)
    return signIn(exchange, { account, device, world })
  })
  router.signedIn('POST', '/Sessions/Logout', ({ caller, reply }) => {
    if (caller.kind === 'user') signOut(caller.grant, world)
    return reply.code(204).send()
  })
}

/** The four parts that a client must name before it gets a token; null when one is missing. */
export function deviceOf({ client, device, deviceId, version }: ClientParts): Device | null {
  if (!client || !device || !deviceId || !version) return null
  return { client, name: device, id: deviceId, version }
}

interface SigningIn {
  readonly account: Account
  readonly device: Device
  readonly world: World
}

export function signIn(exchange: Exchange, { account, device, world }: SigningIn) {
  if (account.policy.IsDisabled) return refuseLogin(exchange, 403)
  const userId = account.person.id
  world.accounts.noteLogin(userId, world.calendar.utcMs())
  const grant = world.tokens.issue(userId, device)
  const session = world.sessions.touch(grant, world.calendar.utcMs())
  return loginAnswer(world, { token: grant.token, session, account: world.accounts.find(userId) ?? account })
}

function loginAnswer(
  world: World,
  { token, session, account }: { token: string; session: Session; account: Account },
): AuthenticationResult {
  return {
    User: userDto(account, world.serverId),
    SessionInfo: sessionDto(session, world),
    AccessToken: token,
    ServerId: world.serverId,
  }
}

const refuseLogin = ({ reply }: Exchange, status: 401 | 403) =>
  reply.code(status).type('text/plain').send('Error processing request.')

function signOut({ token, device }: { token: string; device: Device }, world: World): void {
  world.tokens.revoke(token)
  const sessionId = sessionIdOf(device)
  world.sockets.drop(sessionId)
  world.sessions.end(sessionId)
}
