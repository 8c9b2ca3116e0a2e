import { createListeners } from '../platform/listeners.ts'
import { unknownLibrary, type Media } from '../protocol/media.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { userSchema, type JellyfinItem } from './answers.ts'
import type { AppIdentity } from './authorization.ts'
import { createBrowser, type Browser, type ItemPage } from './browse.ts'
import type { PictureAddress } from './catalogue/asking.ts'
import { createCatalogue, type Catalogue } from './catalogue/catalogue.ts'
import type { Clock } from './clock.ts'
import { authorizationHeader, authorizationOf, type Credentials } from './credentials.ts'
import { normalizeGuid } from './guid.ts'
import { createHttpClient } from './httpClient.ts'
import type { Library, LibraryItem, LibraryResult, OpenedItem, Page, RemoteRequest } from './library.ts'
import { libraryItem } from './libraryItem.ts'
import type { Logger } from './logger.ts'
import { openItem } from './openItem.ts'
import { signedOut } from './problems.ts'
import type { Relay } from './relay/relay.ts'
import { startRemoteControl } from './remoteControl.ts'
import { createSessionClient, type SessionClient } from './sessionClient.ts'
import { askWatchPartyPass } from './watchPartyPass.ts'

export interface JellyfinLibraryOptions {
  readonly credentials: Credentials
  readonly relay: Relay
  readonly clock: Clock
  readonly app: AppIdentity
  readonly logger?: Logger
  /** Where windows find the pictures of the catalogue; without it, it names none. */
  readonly picture?: PictureAddress
}

/** A library that windows can show, too. */
export interface JellyfinLibrary extends Library {
  readonly catalogue: Catalogue
}

/**
 * The library behind a sign-in. Asks the server once whether it still knows the sign-in; a server that cannot be
 * reached, or `signed-out`, is the problem then. Afterwards it is a target of "Play On" until it is closed.
 */
export async function openJellyfinLibrary(
  options: JellyfinLibraryOptions,
): Promise<Result<JellyfinLibrary, Problem>> {
  const { credentials, app, clock, logger } = options
  const problems = createListeners<Problem>()
  const client = createSessionClient(
    createHttpClient({
      serverUrl: credentials.serverUrl,
      authorization: authorizationOf(credentials, app),
      clock,
      ...(logger === undefined ? {} : { logger }),
    }),
    (problem) => problems.tell(problem),
  )
  const user = await client.ask({ method: 'GET', path: '/Users/Me' }, userSchema)
  if (!user.ok) return failure(user.problem.status === 401 ? signedOut() : user.problem)
  return success(assemble(options, client, { userId: user.value.Id, problems }))
}

interface Session {
  readonly userId: string
  readonly problems: ReturnType<typeof createListeners<Problem>>
}

function assemble(
  options: JellyfinLibraryOptions,
  client: SessionClient,
  { userId, problems }: Session,
): JellyfinLibrary {
  const { credentials, relay, clock, app, logger } = options
  const authorization = authorizationHeader(credentials, app)
  const requests = createListeners<RemoteRequest>()
  const browser = createBrowser(client, userId)
  const opened = new Set<OpenedItem>()
  const onRefused = (status: number) => {
    if (status === 401) void client.checkSignedOut()
  }
  const openBranch = () => relay.open({ serverUrl: credentials.serverUrl, authorization, onRefused })
  const pictures = openBranch()
  const show = (item: JellyfinItem) => libraryItem(item, (path) => pictures.address(path, 'image'))
  const remote = startRemoteControl({
    client,
    authorization,
    clock,
    ...(logger === undefined ? {} : { logger }),
    onRequest: (request) => requests.tell(request),
  })
  const serverId = normalizeGuid(credentials.serverId)
  const opening = { client, clock, serverId, userId, deviceId: credentials.deviceId, openBranch }
  return {
    server: { id: serverId, name: credentials.serverName },
    user: { id: userId, name: credentials.userName },
    ...browsing(browser, show, serverId),
    catalogue: createCatalogue({ client, serverId, userId, picture: options.picture ?? (() => null) }),
    async open(request) {
      const item = await browser.item(request.itemId)
      if (!item.ok) return item
      const result = await openItem(opening, item.value, { ...request, itemId: item.value.Id })
      return result.ok ? success(tracked(opened, result.value)) : result
    },
    watchPartyPass: () => askWatchPartyPass(client),
    onRemoteRequest: (listener) => requests.add(listener),
    onProblem: (listener) => problems.add(listener),
    async close() {
      remote.close()
      await Promise.all([...opened].map((item) => item.close(null)))
      pictures.close()
    },
  }
}

/** Remembers what is open, so that closing the library leaves nothing behind. */
function tracked(opened: Set<OpenedItem>, item: OpenedItem): OpenedItem {
  const own: OpenedItem = {
    ...item,
    async close(finalPositionMs) {
      opened.delete(own)
      await item.close(finalPositionMs)
    },
  }
  opened.add(own)
  return own
}

type Browsing = Pick<Library, 'search' | 'children' | 'resumable' | 'nextUp' | 'item' | 'following' | 'find'>
type Show = (item: JellyfinItem) => LibraryItem

function browsing(browser: Browser, show: Show, serverId: string): Browsing {
  const page = async (answer: Promise<ItemPage>): Promise<LibraryResult<Page<LibraryItem>>> => {
    const result = await answer
    if (!result.ok) return result
    return success({ items: result.value.items.map(show), total: result.value.total })
  }
  const one = async (answer: Promise<Result<JellyfinItem, Problem>>): Promise<LibraryResult<LibraryItem>> => {
    const result = await answer
    return result.ok ? success(show(result.value)) : result
  }
  const find = (media: Media) =>
    media.serverId === unknownLibrary || normalizeGuid(media.serverId) === serverId
      ? browser.item(media.itemId)
      : browser.findSame(media)
  return {
    search: (query, request) => page(browser.search(query, request)),
    children: (parentId, request) => page(browser.children(parentId, request)),
    resumable: (request) => page(browser.resumable(request)),
    nextUp: (request) => page(browser.nextUp(request)),
    item: (itemId) => one(browser.item(itemId)),
    following: async (itemId) => {
      const next = await browser.following(itemId)
      return next.ok ? success(next.value === null ? null : show(next.value)) : next
    },
    find: (media) => one(find(media)),
  }
}
