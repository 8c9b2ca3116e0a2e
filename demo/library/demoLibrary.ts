import { once } from 'node:events'
import fastifyStatic from '@fastify/static'
import { fastify, type FastifyInstance } from 'fastify'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Film } from '../films/film.ts'
import { writeJson } from './json.ts'
import { type Stock, USUAL_STOCK } from './catalogue.ts'
import { itemIdOf, LIBRARY_IDS } from './catalogueEntries.ts'
import type { UserPolicy } from './models.ts'
import type { Faults } from './faults.ts'
import { applyFaults } from './applyFaults.ts'
import { DEMO_PEOPLE, type DemoPerson } from './people.ts'
import { createRouter } from './router.ts'
import { hlsRoutes } from './routes/hlsRoutes.ts'
import { imageRoutes } from './routes/imageRoutes.ts'
import { itemRoutes } from './routes/itemRoutes.ts'
import { loginRoutes } from './routes/loginRoutes.ts'
import { attachmentRoutes } from './routes/attachmentRoutes.ts'
import { mediaRoutes } from './routes/mediaRoutes.ts'
import { playbackInfoRoutes } from './routes/playbackInfoRoutes.ts'
import { quickConnectRoutes } from './routes/quickConnectRoutes.ts'
import { segmentRoutes } from './routes/segmentRoutes.ts'
import { sessionRoutes } from './routes/sessionRoutes.ts'
import { showRoutes } from './routes/showRoutes.ts'
import { subtitleRoutes } from './routes/subtitleRoutes.ts'
import { systemRoutes } from './routes/systemRoutes.ts'
import { trickplayRoutes } from './routes/trickplayRoutes.ts'
import { userRoutes } from './routes/userRoutes.ts'
import { watchRoutes } from './routes/watchRoutes.ts'
import { openSocketDoor } from './socketDoor.ts'
import { createWorld, type EmulatedVersion, type Settings, type World } from './world.ts'

export interface DemoLibraryOptions {
  /** What is on the shelves from the start; more may come with `addFilms`. */
  readonly films?: readonly Film[]
  readonly host?: string
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** For example `/jellyfin`; must begin with a slash and not end with one. */
  readonly basePath?: string
  readonly version?: EmulatedVersion
  readonly serverName?: string
  /** Overrides what the emulated version does by default. */
  readonly legacyAuthorization?: boolean
  readonly quickConnectEnabled?: boolean
  readonly clock?: Clock
  /** What is unusual about the library; everything else is as usual. */
  readonly stock?: Partial<Stock>
}

export interface DemoLibrary {
  /** The server's address, base path included, without a slash at the end. */
  readonly url: string
  readonly serverId: string
  readonly users: readonly DemoPerson[]
  readonly faults: Faults & ServerFaults
  addFilms(films: readonly Film[]): void
  /** Changes somebody's rights, as an administrator would. */
  changePolicy(userId: string, change: Partial<UserPolicy>): void
  close(): Promise<void>
}

/** Faults of the server as a whole. */
export interface ServerFaults {
  /** Ends all tokens, or all of one user, as if they had been signed out elsewhere. */
  revokeTokens(userId?: string): void
  /** Breaks the WebSockets without a closing handshake. */
  dropSockets(): void
  /** Goes away: every connection breaks, new ones are refused. The answer brings it back, on the same port. */
  goOffline(): Promise<() => Promise<void>>
}

/** Starts a stand-in for a Jellyfin server: real HTTP and WebSocket, real films, invented users. */
export async function startDemoLibrary(options: DemoLibraryOptions = {}): Promise<DemoLibrary> {
  const films = new Map((options.films ?? []).map((film) => [film.recipe.id, film]))
  const world = createWorld(settingsOf(options), options.clock ?? createSystemClock(), [...films.values()])
  const basePath = options.basePath ?? ''
  const app = await createApp(world, basePath)
  const host = options.host ?? '127.0.0.1'
  const closeSocketDoor = openSocketDoor(app.server, world)
  await app.listen({ host, port: options.port ?? 0 })
  return {
    url: `http://${host}:${portOf(app)}${basePath}`,
    serverId: world.serverId,
    users: DEMO_PEOPLE,
    faults: {
      ...world.faults,
      revokeTokens: world.tokens.revokeAll,
      dropSockets: () => world.sockets.drop(),
      goOffline: () => goOffline(app, world),
    },
    addFilms(more) {
      for (const film of more) films.set(film.recipe.id, film)
      world.setFilms([...films.values()])
      tellAdded(world, more)
    },
    changePolicy: world.accounts.changePolicy,
    async close() {
      closeSocketDoor()
      app.server.closeAllConnections()
      await app.close()
      await world.transcodes.close()
    },
  }
}

function settingsOf(options: DemoLibraryOptions): Settings {
  const version = options.version ?? '10.11'
  return {
    version,
    serverName: options.serverName ?? 'Lockstep demo library',
    legacyAuthorization: options.legacyAuthorization ?? version !== '12.0',
    quickConnectEnabled: options.quickConnectEnabled ?? true,
    stock: { ...USUAL_STOCK, ...options.stock },
  }
}

async function createApp(world: World, basePath: string): Promise<FastifyInstance> {
  const app = fastify({ routerOptions: { caseSensitive: false }, forceCloseConnections: true })
  acceptEmptyJson(app)
  app.setReplySerializer(writeJson)
  applyFaults(app, world, basePath)
  await app.register(
    async (scope) => {
      await scope.register(fastifyStatic, { root: import.meta.dirname, serve: false })
      registerRoutes(scope, world)
    },
    { prefix: basePath },
  )
  return app
}

/** Clients send an empty body as JSON, which Jellyfin takes as no body. */
function acceptEmptyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, String(text).trim() === '' ? null : JSON.parse(String(text)))
    } catch {
      done(Object.assign(new Error('Malformed JSON.'), { statusCode: 400 }))
    }
  })
}

function registerRoutes(scope: FastifyInstance, world: World): void {
  const router = createRouter(scope, world)
  const areas = [
    ...[systemRoutes, loginRoutes, quickConnectRoutes, userRoutes, itemRoutes, showRoutes],
    ...[
      playbackInfoRoutes,
      attachmentRoutes,
      mediaRoutes,
      hlsRoutes,
      subtitleRoutes,
      imageRoutes,
      segmentRoutes,
      trickplayRoutes,
    ],
    ...[watchRoutes, sessionRoutes],
  ]
  for (const area of areas) area(router, world)
}

/** Clients that are connected hear of new items at once. */
function tellAdded(world: World, films: readonly Film[]): void {
  const change = {
    FoldersAddedTo: [],
    FoldersRemovedFrom: [],
    ItemsAdded: films.map(({ recipe }) => itemIdOf(recipe.id)),
    ItemsRemoved: [],
    ItemsUpdated: [],
    CollectionFolders: Object.values(LIBRARY_IDS),
    IsEmpty: false,
  }
  for (const session of world.sessions.all()) world.sockets.send(session.id, 'LibraryChanged', change)
}

async function goOffline({ server }: FastifyInstance, world: World): Promise<() => Promise<void>> {
  const address = server.address()
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  world.sockets.drop()
  await closed
  return async () => {
    server.listen(address)
    await once(server, 'listening')
  }
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo library listens nowhere.')
  return address.port
}
