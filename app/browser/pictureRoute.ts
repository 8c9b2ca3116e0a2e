import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { App } from '../../companion/app/appApi.ts'
import { replySentence, securityHeaders } from './responses.ts'

/** A picture is what its name says for as long as the name is. */
const keepForS = 86_400

/** Sends a picture of the library; ends when whoever asked has gone. */
export async function sendPicture(app: App, name: string, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const picture = await app.picture(name, gone.signal).catch(() => null)
  if (picture === null || !picture.ok) return replySentence(response, 404, 'There is no such picture.')
  const { type, body, length } = picture.value
  response.writeHead(200, {
    ...securityHeaders,
    'content-type': type,
    'cache-control': `private, max-age=${keepForS}`,
    ...(length === null ? {} : { 'content-length': String(length) }),
  })
  // What is cut on the way cuts the answer, too: half a picture must not be kept as a whole one.
  await pipeline(Readable.fromWeb(body as ReadableStream), response).catch(() => response.destroy())
}
