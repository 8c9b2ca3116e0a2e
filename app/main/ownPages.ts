import type { App } from '../../companion/app/appApi.ts'
import { pictureNameOf } from '../../protocol/bridge/pictures.ts'
import { contentPolicy } from '../host/contentPolicy.ts'
import type { StaticFile } from '../host/staticFiles.ts'

/** Windows are served under a scheme of their own: a page of `file://` could read the person's files. */
export const ownScheme = 'app'
const host = 'lockstep'
const ownOrigin = `${ownScheme}://${host}`

/** The address of a screen; `place` as the interface's router has it, beginning with a slash. */
export const addressOfScreen = (place = '/'): string => `${ownOrigin}/#${place}`

/** Whether an address is one of the app's own pages, and nothing that only looks like it. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${ownScheme}:` && url.host === host && url.username === ''
}

/** What windows may show: the built interface, by path, and the pictures of the app. */
export interface OwnPages {
  readonly files: ReadonlyMap<string, StaticFile>
  readonly app: Pick<App, 'picture'>
}

/** What of a request counts. */
type PageRequest = Pick<Request, 'url' | 'method' | 'signal'>

/** Answers a request for an own page. The files were read before: nothing asked for can lead to another one. */
export async function answerOwnPage({ files, app }: OwnPages, request: PageRequest): Promise<Response> {
  if (!isOwnPage(request.url)) return refused(403, 'This is no page of Lockstep.')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, 'This can only be read.')
  const { pathname } = new URL(request.url)
  const picture = pictureNameOf(pathname)
  if (picture !== null) return answerPicture(app, picture, request.signal)
  const file = files.get(pathname === '/' ? '/index.html' : pathname)
  if (file === undefined) return refused(404, 'There is nothing here.')
  return new Response(new Uint8Array(file.bytes), { headers: { ...always, 'content-type': file.type } })
}

async function answerPicture(app: OwnPages['app'], name: string, signal: AbortSignal): Promise<Response> {
  const picture = await app.picture(name, signal).catch(() => null)
  if (picture === null || !picture.ok) return refused(404, 'There is no such picture.')
  const headers = { ...always, 'content-type': picture.value.type, 'cache-control': 'private, max-age=86400' }
  return new Response(picture.value.body, { headers })
}

const always = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const refused = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, {
    status,
    headers: { ...always, 'content-type': 'text/plain; charset=utf-8' },
  })
