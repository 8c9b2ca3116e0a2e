import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.ts'
import { createUpstream } from '../relay/upstream.ts'
import { serverPathOf, type PictureName } from './pictureName.ts'

/** A Jellyfin whose pictures are fetched, and as whom. */
export interface PictureServer {
  /** Base address without a slash at its end. */
  readonly url: string
  /** Value of the `Authorization` header; null for what the server shows to everybody. */
  readonly authorization: string | null
}

export interface FetchedPicture {
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Fetches pictures whole: the longest is refused rather than held, and what is no picture is none. */
export interface PictureFetcher {
  /** Null when there is none: not found, not for this user, not a picture, too long, server gone, or aborted. */
  fetch(server: PictureServer, name: PictureName, signal: AbortSignal): Promise<FetchedPicture | null>
  close(): void
}

/** A sheet of trickplay tiles, the largest of them all, has about 1 MB. */
const longestBytes = 8 << 20
/** No SVG: it may hold scripts. */
const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'])
/** A server scales pictures when they are asked for: a screen full of them must not keep it from everything else. */
const connectionsPerServer = 8

export function createPictureFetcher(clock: Clock): PictureFetcher {
  const upstream = createUpstream(clock, { connectionsPerServer })
  return {
    async fetch(server, name, signal) {
      const answer = await upstream.request({
        url: new URL(server.url + serverPathOf(name)),
        method: 'GET',
        headers: {
          accept: 'image/webp,image/*',
          'user-agent': 'Lockstep',
          ...(server.authorization === null ? {} : { authorization: server.authorization }),
        },
        signal,
      })
      return answer.ok ? readPicture(answer.value) : null
    },
    close: () => upstream.close(),
  }
}

async function readPicture(answer: IncomingMessage): Promise<FetchedPicture | null> {
  const contentType = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (answer.statusCode !== 200 || !pictureTypes.has(contentType)) {
    answer.resume()
    return null
  }
  const bytes = await readUpTo(answer, longestBytes)
  return bytes === null ? null : { contentType, bytes }
}

/** Null when it is longer, or ends before its end. */
async function readUpTo(answer: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > limit) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return answer.complete ? joined(chunks, length) : null
}

function joined(chunks: readonly Buffer[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
