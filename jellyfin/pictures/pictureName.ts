import { isGuid, normalizeGuid } from '../guid.ts'

/** One picture of a Jellyfin server, in words that hold no credential. */
export type PictureName =
  | {
      readonly kind: 'item'
      readonly itemId: string
      readonly image: 'Primary' | 'Backdrop'
      /** Of several backdrops. */
      readonly index: number
      /** Jellyfin's: another one when the picture is another. */
      readonly tag: string
      /** At most this wide; the height follows. */
      readonly width: number
    }
  | { readonly kind: 'user'; readonly userId: string; readonly tag: string }
  /** A sheet of trickplay tiles. `width` is that of one tile, one of those that the server made. */
  | {
      readonly kind: 'scenes'
      readonly itemId: string
      readonly sourceId: string
      readonly width: number
      readonly sheet: number
    }

const widest = 4096
/** Jellyfin's tags are hashes in hex. */
const tagForm = /^[\w-]{1,64}$/
const numberForm = /^\d{1,6}$/

/** The name as one segment of an address, as `readPictureName` takes it; null when an id or tag has no such form. */
export function formatPictureName(name: PictureName): string | null {
  const text = partsOf(name).join('.')
  return readPictureName(text) === null ? null : text
}

function partsOf(name: PictureName): (string | number)[] {
  switch (name.kind) {
    case 'item':
      return ['item', name.itemId, name.image, name.index, name.tag, name.width]
    case 'user':
      return ['user', name.userId, name.tag]
    case 'scenes':
      return ['scenes', name.itemId, name.sourceId, name.width, name.sheet]
  }
}

/** Null for everything that is no name of a picture: what comes from a window becomes part of a path at the server. */
export function readPictureName(text: string): PictureName | null {
  const [kind, ...parts] = text.split('.')
  if (kind === 'item') return readItem(parts)
  if (kind === 'user') return readUser(parts)
  return kind === 'scenes' ? readScenes(parts) : null
}

function readItem(parts: readonly string[]): PictureName | null {
  const [itemId = '', image, index = '', tag = '', width = ''] = parts
  if (parts.length !== 5 || !isGuid(itemId) || !tagForm.test(tag)) return null
  if ((image !== 'Primary' && image !== 'Backdrop') || !numberForm.test(index) || !isWidth(width)) return null
  return {
    kind: 'item',
    itemId: normalizeGuid(itemId),
    image,
    index: Number(index),
    tag,
    width: Number(width),
  }
}

function readUser(parts: readonly string[]): PictureName | null {
  const [userId = '', tag = ''] = parts
  if (parts.length !== 2 || !isGuid(userId) || !tagForm.test(tag)) return null
  return { kind: 'user', userId: normalizeGuid(userId), tag }
}

function readScenes(parts: readonly string[]): PictureName | null {
  const [itemId = '', sourceId = '', width = '', sheet = ''] = parts
  if (parts.length !== 4 || !isGuid(itemId) || !isGuid(sourceId)) return null
  if (!isWidth(width) || !numberForm.test(sheet)) return null
  return {
    kind: 'scenes',
    itemId: normalizeGuid(itemId),
    sourceId: normalizeGuid(sourceId),
    width: Number(width),
    sheet: Number(sheet),
  }
}

const isWidth = (text: string): boolean =>
  numberForm.test(text) && Number(text) >= 1 && Number(text) <= widest

/** Where the server has it: path and query, from the server's base. */
export function serverPathOf(name: PictureName): string {
  switch (name.kind) {
    case 'item': {
      const query = new URLSearchParams({ maxWidth: String(name.width), quality: '90', tag: name.tag })
      const index = name.image === 'Backdrop' ? `/${name.index}` : ''
      return `/Items/${name.itemId}/Images/${name.image}${index}?${query}`
    }
    case 'user':
      return `/UserImage?${new URLSearchParams({ userId: name.userId, tag: name.tag })}`
    case 'scenes': {
      const query = new URLSearchParams({ mediaSourceId: name.sourceId })
      return `/Videos/${name.itemId}/Trickplay/${name.width}/${name.sheet}.jpg?${query}`
    }
  }
}
