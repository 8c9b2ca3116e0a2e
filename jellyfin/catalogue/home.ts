import type { Shelf } from '../../protocol/bridge/query.ts'
import { success } from '../../protocol/result.ts'
import type { Answer, JellyfinRequest } from '../httpClient.ts'
import type { LibraryResult } from '../library.ts'
import { shownListSchema, shownPageSchema, type ShownItem } from './answers.ts'
import { cardFields, itemCard } from './card.ts'
import type { Asking } from './asking.ts'
import type { Listing } from './children.ts'

/** A row is looked at, not read to its end. */
const rowLength = 24

type Row = Omit<Shelf, 'items'>
type Filled = { readonly row: Row; readonly answer: Awaited<Answer<readonly ShownItem[]>> }

/** A row that the server fails to give is left out; when it gives none, its problem is the answer. */
export async function homeShelves(asking: Asking, listing: Listing): Promise<LibraryResult<Shelf[]>> {
  const views = await listing.views()
  if (!views.ok) return views
  const rows = await Promise.all([
    resumable(asking),
    nextUp(asking),
    ...views.value.map((library) => latest(asking, library)),
  ])
  const failed = rows.flatMap(({ answer }) => (answer.ok ? [] : [answer]))
  if (failed.length === rows.length && failed[0] !== undefined) return failed[0]
  return success(rows.flatMap((row) => shelfOf(row, asking)))
}

function shelfOf({ row, answer }: Filled, { picture }: Asking): Shelf[] {
  if (!answer.ok || answer.value.length === 0) return []
  return [{ ...row, items: answer.value.map((item) => itemCard(item, picture)) }]
}

async function resumable({ client, userId }: Asking): Promise<Filled> {
  const query = { userId, ...cardFields, limit: rowLength, mediaTypes: 'Video' }
  const answer = await page(client, { method: 'GET', path: '/UserItems/Resume', query })
  return { row: { kind: 'resume', title: null, parentId: null }, answer }
}

/** What was begun is in the row before it. */
async function nextUp({ client, userId }: Asking): Promise<Filled> {
  const query = { userId, ...cardFields, limit: rowLength, enableResumable: false }
  const answer = await page(client, { method: 'GET', path: '/Shows/NextUp', query })
  return { row: { kind: 'next-up', title: null, parentId: null }, answer }
}

async function latest({ client, userId }: Asking, library: ShownItem): Promise<Filled> {
  const query = { userId, ...cardFields, limit: rowLength, parentId: library.Id }
  const answer = await client.ask({ method: 'GET', path: '/Items/Latest', query }, shownListSchema)
  return { row: { kind: 'latest', title: library.Name ?? '', parentId: library.Id }, answer }
}

async function page(client: Asking['client'], request: JellyfinRequest): Answer<readonly ShownItem[]> {
  const answer = await client.ask(request, shownPageSchema)
  return answer.ok ? success(answer.value.Items) : answer
}
