import type { Library, LibraryItem, Page } from '../../jellyfin/library.ts'
import { pictureAddress } from '../../protocol/bridge/pictures.ts'
import type { ItemCard, ItemDetails, ItemPage, Shelf } from '../../protocol/bridge/query.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { LibraryDesk } from './libraryDesk.ts'

const rowLength = 20

/** Answers from what every library can tell: titles, posters, where one left off. */
export function createPlainDesk(library: Library, relayOrigin: string): LibraryDesk {
  const row = { start: 0, limit: rowLength }
  return {
    home: async () => {
      const [resume, nextUp] = await Promise.all([library.resumable(row), library.nextUp(row)])
      if (!resume.ok) return resume
      if (!nextUp.ok) return nextUp
      const shelves: Shelf[] = [
        { kind: 'resume', title: null, parentId: null, items: cards(resume.value) },
        { kind: 'next-up', title: null, parentId: null, items: cards(nextUp.value) },
      ]
      const roots = await library.children(null, row)
      for (const { id, title } of roots.ok ? roots.value.items : []) {
        const items = await library.children(id, row)
        if (items.ok) shelves.push({ kind: 'latest', title, parentId: id, items: cards(items.value) })
      }
      return success(shelves.filter(({ items }) => items.length > 0))
    },
    libraries: async () => {
      const roots = await library.children(null, { start: 0, limit: 100 })
      return roots.ok ? success(cards(roots.value)) : roots
    },
    children: async ({ parentId, start, limit }) =>
      pageOf(await library.children(parentId, { start, limit })),
    search: async ({ text, start, limit }) => pageOf(await library.search(text, { start, limit })),
    item: async ({ itemId }) => {
      const item = await library.item(itemId)
      return item.ok ? success(detailsOf(item.value)) : item
    },
    sight: ({ userIds }) =>
      Promise.resolve(success(userIds.map((userId) => ({ userId, sees: 'unknown' as const, why: null })))),
    people: () => Promise.resolve(success([])),
    picture: async (name, signal) => {
      const response = await fetch(relayOrigin + Buffer.from(name, 'base64url').toString(), { signal })
      const type = response.headers.get('content-type') ?? ''
      if (!response.ok || response.body === null || !type.startsWith('image/')) return failure(noPicture)
      const length = Number(response.headers.get('content-length') ?? Number.NaN)
      return success({ type, body: response.body, length: Number.isNaN(length) ? null : length })
    },
  }
}

const cards = ({ items }: Page<LibraryItem>): ItemCard[] => items.map(cardOf)

const pageOf = (page: Result<Page<LibraryItem>, Problem>): Result<ItemPage, Problem> =>
  page.ok ? success({ items: cards(page.value), total: page.value.total }) : page

const cardOf = ({
  id,
  kind,
  title,
  subtitle,
  runtimeMs,
  resumeMs,
  played,
  posterUrl,
}: LibraryItem): ItemCard => ({
  ...{ id, kind, title, subtitle, runtimeMs, resumeMs, played },
  year: kind === 'film' && /^\d{4}$/.test(subtitle ?? '') ? Number(subtitle) : null,
  unwatched: null,
  posterUrl: posterUrl === null ? null : pictureAddress(nameOf(posterUrl)),
  blurhash: null,
  posterAspect: null,
})

/** The relay's own address is nobody else's matter. */
function nameOf(posterUrl: string): string {
  const { pathname, search } = new URL(posterUrl)
  return Buffer.from(pathname + search).toString('base64url')
}

const detailsOf = (item: LibraryItem): ItemDetails => ({
  card: cardOf(item),
  overview: item.overview,
  ...{ backdropUrl: null, genres: [], rating: null, officialRating: null, people: [], parent: null },
  ...{ versions: [], audio: [], subtitles: [], chapters: [], segments: [], trickplay: null },
})

const noPicture: Problem = { code: 'no-picture', sentence: 'There is no such picture.', nextStep: '' }
