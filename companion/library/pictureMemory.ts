import type { FetchedPicture } from '../../jellyfin/pictures/pictureFetcher.ts'

/** Pictures that were shown a moment ago, so that scrolling back asks nobody. */
export interface PictureMemory {
  find(name: string): FetchedPicture | null
  keep(name: string, picture: FetchedPicture): void
  /** Everything whose name begins so. */
  forget(prefix: string): void
}

/** About a thousand posters. */
const defaultRoomBytes = 48 << 20

/** Holds at most `roomBytes` of pictures; the one that was not asked for longest goes first. */
export function createPictureMemory(roomBytes = defaultRoomBytes): PictureMemory {
  const kept = new Map<string, FetchedPicture>()
  let usedBytes = 0
  const drop = (name: string) => {
    usedBytes -= kept.get(name)?.bytes.length ?? 0
    kept.delete(name)
  }
  return {
    find(name) {
      const picture = kept.get(name)
      if (picture === undefined) return null
      kept.delete(name)
      kept.set(name, picture)
      return picture
    },
    keep(name, picture) {
      drop(name)
      kept.set(name, picture)
      usedBytes += picture.bytes.length
      for (const oldest of kept.keys()) {
        if (usedBytes <= roomBytes) break
        drop(oldest)
      }
    },
    forget(prefix) {
      for (const name of [...kept.keys()].filter((each) => each.startsWith(prefix))) drop(name)
    },
  }
}
