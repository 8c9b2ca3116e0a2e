import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { createSystemClock } from '../platform/systemClock.ts'
import { wallNowMs } from '../platform/wallClock.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { Lobby } from './host/lobby.ts'
import type { Log } from './host/log.ts'
import { identifier } from './host/secrets.ts'
import { startSessionClock, type SessionClock } from './host/sessionClock.ts'
import { Visitor, type ReadInvitation } from './host/visitor.ts'
import { createAttendance } from './host/attendance.ts'
import { createInboxes } from './host/inboxes.ts'
import { composeIdentity, type IdentityOffice } from './identity/composeIdentity.ts'
import { listenProblem } from './listenProblem.ts'
import { readServerOptions, type ServerSettings, type SessionServerOptions } from './serverOptions.ts'
import type { LedgerStore } from './storage/ledgerStore.ts'
import { createMemoryLedgerStore } from './storage/memoryLedgerStore.ts'
import { createMemoryRoomStore } from './storage/memoryRoomStore.ts'
import type { RoomStore } from './storage/roomStore.ts'
import { openSqliteRoomStore } from './storage/sqliteRoomStore.ts'
import { createHttpServer } from './transport/httpServer.ts'
import { createSessionPort, type SessionPort } from './transport/sessionPort.ts'
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
  const log = surroundings.log ?? pino({ level: settings.value.logLevel }, pino.destination(2))
  const stores = await openStores(settings.value, surroundings)
  if (!stores.ok) return stores
  const clock = startSessionClock(createSystemClock(), identifier(randomBytes))
  const office = await openOffice(settings.value, { log, clock, ledgerStore: stores.value.ledger })
  if (!office.ok) {
    await stores.value.rooms.close()
    return office
  }
  const parts = compose(settings.value, { log, clock, store: stores.value.rooms, office: office.value })
  const restored = await parts.lobby.restore()
  const listening = restored.ok ? await listen(parts.http, settings.value) : restored
  if (!listening.ok) {
    await parts.http.close()
    await parts.lobby.close()
    return listening
  }
  parts.lobby.start()
  log.info({ port: listening.value.port }, 'The session server is ready.')
  return success(running(parts, listening.value))
}

interface Parts {
  readonly lobby: Lobby
  readonly sessions: SessionPort
  readonly http: FastifyInstance
}

interface Inside {
  readonly log: Log
  readonly clock: SessionClock
  readonly store: RoomStore
  readonly office: IdentityOffice
}

function compose(settings: ServerSettings, { log, clock, store, office }: Inside): Parts {
  const {
    roomLimits: room,
    transportLimits,
    rooms,
    memberNewsEveryMs,
    aliveEveryMs,
    allowedOrigins,
  } = settings
  const limits = { room, rooms, memberNewsEveryMs, aliveEveryMs }
  const attendance = createAttendance()
  const inboxes = createInboxes(attendance)
  const lobby = new Lobby({
    clock,
    wallNowMs,
    store,
    random: randomBytes,
    log,
    limits,
    opened: inboxes.follow,
  })
  const readInvitation: ReadInvitation = (invitation, { id: roomId }, { id: personId }) =>
    office.invitations.read(invitation, { roomId, personId })
  const sessions = createSessionPort({
    clock,
    log,
    allowedOrigins,
    limits: transportLimits,
    reception: {
      clock,
      serverVersion,
      gatekeeper: office.gatekeeper,
      attendance,
      inboxOf: inboxes.of,
      admit: (outlet, { person, onlyRoomId }) =>
        new Visitor({ lobby, random: randomBytes, outlet, person, onlyRoomId, readInvitation }),
    },
  })
  const health = () => {
    const durable = lobby.isDurable()
    const status = durable ? ('ok' as const) : ('degraded' as const)
    return {
      status,
      version: serverVersion,
      ...lobby.counts(),
      clockId: clock.id,
      durable,
      uptimeMs: clock.nowMs(),
    }
  }
  const rest = {
    gatekeeper: office.gatekeeper,
    attendance,
    lobby,
    inboxes,
    credentials: office.credentials,
    invitations: office.invitations,
    libraryAccess: office.libraryAccess,
    random: randomBytes,
    clock,
    serverVersion,
    publicUrl: settings.publicUrl,
    allowedOrigins,
    limits: settings.restLimits,
    log,
  }
  return { lobby, sessions, http: createHttpServer(sessions, health, rest) }
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

async function listen(
  http: FastifyInstance,
  { host, port }: ServerSettings,
): Promise<Result<Address, Problem>> {
  try {
    await http.listen({ host, port })
  } catch (error) {
    return failure(listenProblem(error, { host, port }))
  }
  const bound = http.server.address()
  return success({ host, port: isInternet(bound) ? bound.port : port })
}

interface Address {
  readonly host: string
  readonly port: number
}

const isInternet = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

function running({ lobby, sessions, http }: Parts, { host, port }: Address): SessionServer {
  const stop = async (isRestarting: boolean) => {
    await lobby.close()
    sessions.close(isRestarting ? 'server-restarting' : 'room-ended')
    await http.close()
  }
  let stopping: Promise<void> | null = null
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: ({ restarting = true } = {}) => (stopping ??= stop(restarting)),
  }
}
