import type { ItemCard, Shelf } from '../../protocol/bridge/query.ts'
import { success } from '../../protocol/result.ts'
import type { JellyfinRequest } from '../httpClient.ts'
import type { LibraryResult } from '../library.ts'
import { shownListSchema, shownPageSchema, type ShownItem } from './answers.ts'
import { cardFields, itemCard } from './card.ts'
import type { Asking } from './asking.ts'
import type { Listing } from './children.ts'

/** A row is looked at, not read to its end. */
const rowLength = 24

type Row = Omit<Shelf, 'items'>
type Filled = { readonly row: Row; readonly answer: LibraryResult<readonly ItemCard[]> }

/** A row that the server fails to give is left out; when it gives none, its problem is the answer. */
export async function homeShelves(asking: Asking, listing: Listing): Promise<LibraryResult<Shelf[]>> {
  const views = await listing.views()
  if (!views.ok) return views
  const rows = await Promise.all([
    resumable(asking),
    nextUp(asking),
    ...views.value.map((library) => latest(asking, listing, library)),
  ])
  const failed = rows.flatMap(({ answer }) => (answer.ok ? [] : [answer]))
  if (failed.length === rows.length && failed[0] !== undefined) return failed[0]
  return success(rows.flatMap(shelfOf))
}

const shelfOf = ({ row, answer }: Filled): Shelf[] =>
  answer.ok && answer.value.length > 0 ? [{ ...row, items: [...answer.value] }] : []

async function resumable(asking: Asking): Promise<Filled> {
  const query = { userId: asking.userId, ...cardFields, limit: rowLength, mediaTypes: 'Video' }
  const answer = await page(asking, { method: 'GET', path: '/UserItems/Resume', query })
  return { row: { kind: 'resume', title: null, parentId: null }, answer }
}

/** What was begun is in the row before it. */
async function nextUp(asking: Asking): Promise<Filled> {
  const query = { userId: asking.userId, ...cardFields, limit: rowLength, enableResumable: false }
  const answer = await page(asking, { method: 'GET', path: '/Shows/NextUp', query })
  return { row: { kind: 'next-up', title: null, parentId: null }, answer }
}

/** What was added last and not seen; where all was seen, what was added last: there is always something to watch again. */
async function latest(asking: Asking, listing: Listing, library: ShownItem): Promise<Filled> {
  const { client, userId, picture } = asking
  const row: Row = { kind: 'latest', title: library.Name ?? '', parentId: library.Id }
  const query = { userId, ...cardFields, limit: rowLength, parentId: library.Id }
  const answer = await client.ask({ method: 'GET', path: '/Items/Latest', query }, shownListSchema)
  if (!answer.ok) return { row, answer }
  if (answer.value.length > 0) {
    return { row, answer: success(answer.value.map((item) => itemCard(item, picture))) }
  }
  const added = await listing.children({ ...newestFirst, parentId: library.Id })
  return { row, answer: added.ok ? success(added.value.items) : added }
}

const newestFirst = {
  ...{ sort: 'added', descending: true, start: 0, limit: rowLength },
  filter: { kinds: [], unwatched: false, genres: [] },
} satisfies Omit<Parameters<Listing['children']>[0], 'parentId'>

async function page(
  { client, picture }: Asking,
  request: JellyfinRequest,
): Promise<LibraryResult<readonly ItemCard[]>> {
  const answer = await client.ask(request, shownPageSchema)
  return answer.ok ? success(answer.value.Items.map((item) => itemCard(item, picture))) : answer
}
