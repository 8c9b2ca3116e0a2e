import { randomBytes } from 'node:crypto'
import type { Clock } from '../../jellyfin/clock.ts'
import {
  createPictureFetcher,
  type FetchedPicture,
  type PictureServer,
} from '../../jellyfin/pictures/pictureFetcher.ts'
import { formatPictureName, readPictureName, type PictureName } from '../../jellyfin/pictures/pictureName.ts'
import { pictureAddress } from '../../protocol/bridge/pictures.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Picture } from '../app/libraryDesk.ts'
import { createPictureMemory } from './pictureMemory.ts'

/** The pictures that windows show, whichever server they are on. Their names hold no token and no address. */
export interface Pictures {
  /** `name` as in `protocol/bridge/pictures.ts`; whoever serves windows checks first that it is one of them who asks. */
  open(name: string, signal: AbortSignal): Promise<Result<Picture, Problem>>
  /** Makes the pictures of a server reachable, as one of its users sees them, until the shelf closes. */
  shelve(server: PictureServer): PictureShelf
  close(): void
}

/** The pictures of one server. */
export interface PictureShelf {
  /** The path of a picture for windows; null when its id or tag is none. */
  address(name: PictureName): string | null
  /** Its addresses lead to nothing from now on. */
  close(): void
}

/** 96 bits. Not a secret that guards anything, the shells do that: it keeps accounts apart. */
const keyBytes = 12

interface Shelved {
  readonly server: PictureServer
  readonly closed: AbortController
}

export function createPictures(clock: Clock): Pictures {
  const fetcher = createPictureFetcher(clock)
  const memory = createPictureMemory()
  const shelves = new Map<string, Shelved>()
  const fetched = async (name: string, signal: AbortSignal): Promise<FetchedPicture | null> => {
    const asked = readName(name)
    const shelf = asked === null ? undefined : shelves.get(asked.key)
    if (asked === null || shelf === undefined) return null
    const kept = memory.find(name)
    if (kept !== null) return kept
    const { server, closed } = shelf
    const picture = await fetcher.fetch(server, asked.name, AbortSignal.any([signal, closed.signal]))
    if (picture === null || closed.signal.aborted) return null
    memory.keep(name, picture)
    return picture
  }
  return {
    async open(name, signal) {
      const picture = await fetched(name, signal)
      return picture === null ? failure(noPicture) : success(streamed(picture))
    },
    shelve(server) {
      const key = randomBytes(keyBytes).toString('base64url')
      const closed = new AbortController()
      shelves.set(key, { server, closed })
      return {
        address(name) {
          const text = formatPictureName(name)
          return text === null ? null : pictureAddress(`${key}.${text}`)
        },
        close() {
          shelves.delete(key)
          closed.abort()
          memory.forget(`${key}.`)
        },
      }
    },
    close() {
      for (const { closed } of shelves.values()) closed.abort()
      shelves.clear()
      memory.forget('')
      fetcher.close()
    },
  }
}

function readName(text: string): { readonly key: string; readonly name: PictureName } | null {
  const end = text.indexOf('.')
  const name = readPictureName(text.slice(end + 1))
  return end < 0 || name === null ? null : { key: text.slice(0, end), name }
}

const streamed = ({ contentType, bytes }: FetchedPicture): Picture => ({
  type: contentType,
  length: bytes.length,
  body: new ReadableStream({
    start(stream) {
      stream.enqueue(bytes)
      stream.close()
    },
  }),
})

const noPicture: Problem = {
  code: 'no-picture',
  sentence: 'There is no such picture.',
  nextStep: 'Open the library again.',
}
