import { z } from 'zod'
import { optionalNumber, optionalText } from '../bodyFields.ts'
import type { ClientCapabilitiesDto } from '../models.ts'
import { badRequest, readBody, type Router, type SignedInExchange } from '../router.ts'
import { sessionDto } from '../sessionDto.ts'
import { type Session, sessionIdOf } from '../sessions.ts'
import { isAdministrator } from '../viewer.ts'
import { parseGuid } from '../wording.ts'
import type { World } from '../world.ts'

/** Kept as it came: only its shape at the top matters here. */
const capabilitiesBody = z.custom<ClientCapabilitiesDto>(
  (value) => typeof value === 'object' && value !== null,
)

const commandBody = z.object({ name: z.string() })
const messageBody = z.object({
  text: z.string(),
  header: optionalText,
  timeoutms: optionalNumber,
})

/** Clients as each other's remote controls. */
export function sessionRoutes(router: Router, world: World): void {
  router.signedIn('POST', '/Sessions/Capabilities/Full', ({ caller, request, reply }) => {
    const capabilities = capabilitiesBody.safeParse(request.body)
    if (!capabilities.success) return reply.code(400).send()
    if (caller.kind === 'user') {
      world.sessions.update(sessionIdOf(caller.grant.device), { capabilities: capabilities.data })
    }
    return reply.code(204).send()
  })
  router.signedIn('GET', '/Sessions', (exchange) => listSessions(exchange, world))
  playRoutes(router, world)
  commandRoutes(router, world)
}

function listSessions({ caller, query }: SignedInExchange, world: World) {
  const deviceId = query.text('deviceId')
  const controller = query.text('controllableByUserId')
  const activeSeconds = query.number('activeWithinSeconds')
  const own = caller.kind === 'user' ? caller.account.person.id : null
  return world.sessions
    .all()
    .filter((session) => isAdministrator(caller) || session.userId === own)
    .filter((session) => deviceId === null || session.device.id === deviceId)
    .filter(
      (session) =>
        activeSeconds === null || world.calendar.utcMs() - session.lastActivityUtcMs < activeSeconds * 1000,
    )
    .map((session) => sessionDto(session, world))
    .filter((session) => controller === null || session.SupportsRemoteControl === true)
}

type ToSession = (
  exchange: SignedInExchange,
  target: Session,
) => { readonly type: string; readonly content: unknown } | null

/** A command to another client: checked, then pushed through its socket, if it has one. */
function command(
  router: Router,
  world: World,
  { url, make }: { readonly url: string; readonly make: ToSession },
): void {
  router.signedIn('POST', url, (exchange) => {
    const { caller, guid, reply } = exchange
    const target = world.sessions.find(guid('sessionId'))
    if (!target) return reply.code(404).send()
    if (!mayControl(caller, target)) return reply.code(403).send()
    const message = make(exchange, target)
    if (!message) return badRequest(exchange, 'Error processing request.')
    world.sockets.send(target.id, message.type, message.content)
    return reply.code(204).send()
  })
}

const mayControl = (caller: SignedInExchange['caller'], target: Session): boolean =>
  caller.kind === 'apiKey' ||
  caller.account.person.id === target.userId ||
  caller.account.policy.EnableRemoteControlOfOtherUsers === true

const controllerOf = ({ caller }: SignedInExchange) =>
  caller.kind === 'user' ? { ControllingUserId: caller.account.person.id } : {}

const PLAY_COMMANDS = ['PlayNow', 'PlayNext', 'PlayLast', 'PlayInstantMix', 'PlayShuffle']
const PLAYSTATE_COMMANDS = [
  ...['Stop', 'Pause', 'Unpause', 'NextTrack', 'PreviousTrack', 'Seek', 'Rewind', 'FastForward', 'PlayPause'],
]

/** Enum members are matched in any case, but told in their own. */
const member = (names: readonly string[], asked: string | null): string | null =>
  names.find((name) => name.toLowerCase() === asked?.toLowerCase()) ?? null

function playRoutes(router: Router, world: World): void {
  const make: ToSession = (exchange) => {
    const { query } = exchange
    const playCommand = member(PLAY_COMMANDS, query.text('playCommand'))
    const itemIds = query
      .list('itemIds')
      .map(parseGuid)
      .filter((id) => id !== null)
    if (playCommand === null || itemIds.length === 0) return null
    const content = {
      ItemIds: itemIds,
      PlayCommand: playCommand,
      StartPositionTicks: query.number('startPositionTicks'),
      AudioStreamIndex: query.number('audioStreamIndex'),
      SubtitleStreamIndex: query.number('subtitleStreamIndex'),
      StartIndex: query.number('startIndex'),
      MediaSourceId: query.text('mediaSourceId'),
    }
    return { type: 'Play', content: { ...content, ...controllerOf(exchange) } }
  }
  command(router, world, { url: '/Sessions/:sessionId/Playing', make })
  command(router, world, {
    url: '/Sessions/:sessionId/Playing/:command',
    make: (exchange) => {
      const name = member(PLAYSTATE_COMMANDS, exchange.segment('command'))
      const position = exchange.query.number('seekPositionTicks')
      return name === null
        ? null
        : {
            type: 'Playstate',
            content: { Command: name, SeekPositionTicks: position, ...controllerOf(exchange) },
          }
    },
  })
}

function commandRoutes(router: Router, world: World): void {
  const general = (exchange: SignedInExchange, name: string, given: Readonly<Record<string, string>>) => ({
    type: 'GeneralCommand',
    content: { Name: name, Arguments: given, ...controllerOf(exchange) },
  })
  command(router, world, {
    url: '/Sessions/:sessionId/Command',
    make: (exchange) => {
      const body = readBody(exchange, commandBody)
      return body && general(exchange, body.name, originalArguments(exchange))
    },
  })
  command(router, world, {
    url: '/Sessions/:sessionId/Command/:command',
    make: (exchange) => general(exchange, exchange.segment('command'), {}),
  })
  command(router, world, {
    url: '/Sessions/:sessionId/Message',
    make: (exchange) => {
      const body = readBody(exchange, messageBody)
      if (!body) return null
      const timeout = body.timeoutms === null ? {} : { TimeoutMs: String(body.timeoutms) }
      return general(exchange, 'DisplayMessage', { Header: body.header ?? '', Text: body.text, ...timeout })
    },
  })
}

/** The names of arguments are content, not keys: they keep their case. */
function originalArguments({ request }: SignedInExchange): Record<string, string> {
  const entries = Object.entries(request.body ?? {}).filter(([key]) => key.toLowerCase() === 'arguments')
  const parsed = z.record(z.string(), z.coerce.string()).safeParse(entries[0]?.[1])
  return parsed.success ? parsed.data : {}
}
