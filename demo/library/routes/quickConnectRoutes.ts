import { z } from 'zod'
import type { QuickConnectResult } from '../models.ts'
import type { QuickConnectRequest } from '../quickConnect.ts'
import { badRequest, type Exchange, readBody, type Router } from '../router.ts'
import { isAdministrator } from '../viewer.ts'
import { dotNetDate, parseGuid } from '../wording.ts'
import type { World } from '../world.ts'
import { deviceOf, signIn } from './loginRoutes.ts'

const secretBody = z.object({ secret: z.string() })

/** Signing in by a six-digit code that somebody types elsewhere. */
export function quickConnectRoutes(router: Router, world: World): void {
  const initiate = (exchange: Exchange) => {
    if (!world.settings.quickConnectEnabled) return exchange.reply.code(401).send()
    const device = deviceOf(exchange.parts)
    if (!device) return badRequest(exchange, 'Error processing request.')
    return quickConnectResult(world.quickConnect.open(device))
  }
  router.open('GET', '/QuickConnect/Enabled', () => world.settings.quickConnectEnabled)
  router.open('POST', '/QuickConnect/Initiate', initiate)
  if (world.settings.version !== '12.0') router.open('GET', '/QuickConnect/Initiate', initiate)
  router.open('GET', '/QuickConnect/Connect', ({ query, reply }) => {
    if (!world.settings.quickConnectEnabled) return reply.code(401).send()
    const found = world.quickConnect.bySecret(query.text('secret') ?? '')
    return found ? quickConnectResult(found) : reply.code(404).send()
  })
  router.open('POST', '/Users/AuthenticateWithQuickConnect', (exchange) => signInBySecret(exchange, world))
  authorizeRoute(router, world)
}

function authorizeRoute(router: Router, world: World): void {
  router.signedIn('POST', '/QuickConnect/Authorize', ({ caller, query, reply }) => {
    const own = caller.kind === 'user' ? caller.account.person.id : null
    const userId = parseGuid(query.text('userId') ?? '') ?? own
    if (userId === null) return reply.code(400).send()
    if (userId !== own && !isAdministrator(caller)) return reply.code(403).send()
    const found = world.quickConnect.byCode(query.text('code') ?? '')
    if (!found) return reply.code(404).send()
    if (found.userId !== null) return reply.code(500).type('text/plain').send('Error processing request.')
    world.quickConnect.authorize(found.secret, userId)
    return true
  })
}

function signInBySecret(exchange: Exchange, world: World) {
  const { reply } = exchange
  if (!world.settings.quickConnectEnabled) return reply.code(401).send()
  const body = readBody(exchange, secretBody)
  const device = deviceOf(exchange.parts)
  if (!body || !device) return badRequest(exchange, 'Error processing request.')
  const userId = world.quickConnect.bySecret(body.secret)?.userId
  const account = userId ? world.accounts.find(userId) : null
  return account ? signIn(exchange, { account, device, world }) : reply.code(404).send()
}

const quickConnectResult = (request: QuickConnectRequest): QuickConnectResult => ({
  Authenticated: request.userId !== null,
  Secret: request.secret,
  Code: request.code,
  DeviceId: request.device.id,
  DeviceName: request.device.name,
  AppName: request.device.client,
  AppVersion: request.device.version,
  DateAdded: dotNetDate(request.addedUtcMs),
})
