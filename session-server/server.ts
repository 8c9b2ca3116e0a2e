import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createSystemClock } from '../platform/systemClock.ts'
import { wallNowMs } from '../platform/wallClock.ts'
import { openWatchPartyPath, openWatchPartyVersion } from '../protocol/openWatchParty/words.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { composeRooms } from './composeRooms.ts'
import type { Lobby } from './host/lobby.ts'
import type { Log } from './host/log.ts'
import { identifier } from './host/secrets.ts'
import { startSessionClock, type SessionClock } from './host/sessionClock.ts'
import { composeIdentity, type IdentityOffice } from './identity/composeIdentity.ts'
import { listenProblem } from '../platform/listenProblem.ts'
import { readServerOptions, type ServerSettings, type SessionServerOptions } from './serverOptions.ts'
import type { LedgerStore } from './storage/ledgerStore.ts'
import { createMemoryLedgerStore } from './storage/memoryLedgerStore.ts'
import { createMemoryRoomStore } from './storage/memoryRoomStore.ts'
import { createMetrics } from './operating/metrics.ts'
import { readinessOf, type Stage } from './operating/readiness.ts'
import { createServerLog } from './operating/serverLog.ts'
import type { RoomStore } from './storage/roomStore.ts'
import { openSqliteRoomStore } from './storage/sqliteRoomStore.ts'
import { createAddressReader } from './transport/clientAddress.ts'
import type { Health } from './transport/health.ts'
import { createHttpServer, createSecondDoor } from './transport/httpServer.ts'
import type { OperatorPages } from './transport/operatorPages.ts'
import { doorsByPath } from './transport/doors.ts'
import { createPartyClock } from './transport/openWatchParty/partyClock.ts'
import { PartyHall } from './transport/openWatchParty/partyHall.ts'
import { createPartyPort } from './transport/openWatchParty/partyPort.ts'
import { createSessionPort, type SessionPort } from './transport/sessionPort.ts'
import { createSocketCount, type SocketCount } from './transport/socketCount.ts'
import { serverVersion } from './version.ts'

export interface SessionServer {
  /** `ws://host:port`: what a join link names as its server. */
  readonly url: string
  readonly port: number
  /** Tells everyone and stops; resolves when the port and the data folder are free. `restarting` false: for good. */
  close(how?: { readonly restarting?: boolean }): Promise<void>
}

/** What a server may be given instead of its own. */
export interface ServerSurroundings {
  readonly log?: Log
  readonly store?: RoomStore
  /** Told the port as soon as it is listened on; rooms are brought back only then. */
  readonly listening?: (port: number) => void
}

/**
 * Starts a session server. What can go wrong is told in a sentence: an option, the data folder (not writable, in use,
 * damaged) or the port.
 */
export async function startSessionServer(
  options: SessionServerOptions = {},
  surroundings: ServerSurroundings = {},
): Promise<Result<SessionServer, Problem>> {
  const settings = readServerOptions(options)
  if (!settings.ok) return settings
  const log = surroundings.log ?? createServerLog(settings.value.logLevel)
  const stores = await openStores(settings.value, surroundings)
  if (!stores.ok) return stores
  const clock = startSessionClock(createSystemClock(), identifier(randomBytes))
  const office = await openOffice(settings.value, { log, clock, ledgerStore: stores.value.ledger })
  if (!office.ok) {
    await stores.value.rooms.close()
    return office
  }
  const parts = compose(settings.value, { log, clock, store: stores.value.rooms, office: office.value })
  const opened = await open(parts, settings.value, surroundings.listening)
  if (!opened.ok) {
    await parts.shut()
    await parts.lobby.close()
    return opened
  }
  parts.lobby.start()
  parts.stage.now = 'running'
  log.info({ port: opened.value.port }, 'The session server is ready.')
  return success(running(parts, opened.value))
}

/** Listens first, so that whoever asks is told that the rooms are being brought back. */
async function open(
  parts: Parts,
  settings: ServerSettings,
  tell: ServerSurroundings['listening'],
): Promise<Result<Address, Problem>> {
  const { host, port, openWatchPartyPort: secondPort } = settings
  const listening = await listen(parts.http, { host, port })
  if (!listening.ok) return listening
  tell?.(listening.value.port)
  const restored = await parts.lobby.restore()
  if (!restored.ok) return restored
  const second =
    secondPort === null ? success(undefined) : await listenToo(parts.second, { host, port: secondPort })
  return second.ok ? listening : second
}

interface Parts {
  readonly lobby: Lobby
  readonly sessions: SessionPort
  readonly http: FastifyInstance
  /** What listens on the second port, if one is asked for. */
  readonly second: Server
  readonly stage: { now: Stage }
  /** Gives the ports free. */
  readonly shut: () => Promise<void>
}

interface Inside {
  readonly log: Log
  readonly clock: SessionClock
  readonly store: RoomStore
  readonly office: IdentityOffice
}

function compose(settings: ServerSettings, { log, clock, store, office }: Inside): Parts {
  const { transportLimits, allowedOrigins, trustedProxies, metricsToken, roomsListed } = settings
  const stage = { now: 'restoring' as Stage }
  const metrics = createMetrics()
  const { meter } = metrics
  const addresses = createAddressReader(trustedProxies)
  const count = createSocketCount(transportLimits)
  const { admit, ...rooms } = composeRooms(settings, { log, clock, store, office, meter })
  const { lobby, attendance, inboxes, roomList } = rooms
  const isOpen = () => stage.now === 'running'
  const line = { clock, log, meter, addresses, count, isOpen, limits: transportLimits, allowedOrigins }
  const sessions = createSessionPort({
    ...line,
    reception: {
      clock,
      serverVersion,
      gatekeeper: office.gatekeeper,
      roomList,
      attendance,
      inboxOf: inboxes.of,
      admit,
    },
  })
  const hall = new PartyHall({
    lobby,
    clock: createPartyClock(clock, wallNowMs),
    random: randomBytes,
    gatekeeper: office.gatekeeper,
    invitations: office.invitations,
    roomsListed,
  })
  const parties = createPartyPort({ ...line, hall })
  const port = doorsByPath(sessions, { [openWatchPartyPath]: parties })
  const pages: OperatorPages = {
    health: () => ({
      ...healthOf(lobby, clock),
      auth_enabled: !office.gatekeeper.isOpen,
      protocol_version: openWatchPartyVersion,
    }),
    healthOrigins: allowedOrigins,
    readiness: () => readinessOf(stage.now, lobby.isDurable()),
    metrics: { contentType: metrics.contentType, page: () => metrics.page(measuredOf(lobby, count)) },
    addresses,
    metricsToken,
  }
  const restOptions = { publicUrl: settings.publicUrl, allowedOrigins, limits: settings.restLimits }
  const rest = { ...office, ...rooms, ...restOptions, random: randomBytes, clock, serverVersion, log }
  const invites = { lobby, ...office, allowedOrigins, wallNowMs }
  const doors = { port, pages, rest, invites, limits: transportLimits, log, trustedProxies }
  const http = createHttpServer(doors)
  const second = createSecondDoor(http, doors)
  const shut = async () => {
    roomList.close()
    metrics.close()
    second.closeAllConnections()
    if (second.listening) await new Promise((resolve) => second.close(resolve))
    await http.close()
  }
  return { lobby, sessions: port, http, second, stage, shut }
}

const measuredOf = (lobby: Lobby, count: SocketCount) => ({
  version: serverVersion,
  counts: () => lobby.counts(),
  sockets: () => count.total(),
  isDurable: () => lobby.isDurable(),
})

function healthOf(lobby: Lobby, clock: SessionClock): Omit<Health, 'auth_enabled' | 'protocol_version'> {
  const durable = lobby.isDurable()
  return {
    status: durable ? 'ok' : 'degraded',
    version: serverVersion,
    ...lobby.counts(),
    clockId: clock.id,
    durable,
    uptimeMs: clock.nowMs(),
  }
}

interface Stores {
  readonly rooms: RoomStore
  readonly ledger: LedgerStore
}

async function openStores(
  { dataDir }: ServerSettings,
  { store }: ServerSurroundings,
): Promise<Result<Stores, Problem>> {
  if (store !== undefined) return success({ rooms: store, ledger: createMemoryLedgerStore() })
  if (dataDir === null) return success({ rooms: createMemoryRoomStore(), ledger: createMemoryLedgerStore() })
  const opened = await openSqliteRoomStore(dataDir)
  return opened.ok ? success({ rooms: opened.value, ledger: opened.value.ledger }) : opened
}

const openOffice = (
  { identity: settings, dataDir }: ServerSettings,
  parts: { readonly log: Log; readonly clock: SessionClock; readonly ledgerStore: LedgerStore },
): Promise<Result<IdentityOffice, Problem>> =>
  composeIdentity({ ...parts, settings, dataDir, wallNowMs, random: randomBytes })

async function listen(http: FastifyInstance, { host, port }: Address): Promise<Result<Address, Problem>> {
  try {
    await http.listen({ host, port })
  } catch (error) {
    return failure(listenProblem(error, { host, port }))
  }
  const bound = http.server.address()
  return success({ host, port: isInternet(bound) ? bound.port : port })
}

async function listenToo(server: Server, { host, port }: Address): Promise<Result<void, Problem>> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
    return success(undefined)
  } catch (error) {
    return failure(listenProblem(error, { host, port, option: '--open-watch-party-port' }))
  }
}

interface Address {
  readonly host: string
  readonly port: number
}

const isInternet = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

function running({ lobby, sessions, stage, shut }: Parts, { host, port }: Address): SessionServer {
  const stop = async (isRestarting: boolean) => {
    stage.now = 'stopping'
    await lobby.close()
    sessions.close(isRestarting ? 'server-restarting' : 'room-ended')
    await shut()
  }
  let stopping: Promise<void> | null = null
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: ({ restarting = true } = {}) => (stopping ??= stop(restarting)),
  }
}
