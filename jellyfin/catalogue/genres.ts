import { z } from 'zod'
import { failure, success } from '../../protocol/result.ts'
import { isGuid, normalizeGuid } from '../guid.ts'
import type { LibraryResult } from '../library.ts'
import { itemNotFound } from '../problems.ts'
import type { Asking } from './asking.ts'

const genresSchema = z.object({ Items: z.array(z.object({ Name: z.string().min(1) })) })

/** The genres of what is in a library, folder or series, from A to Z. */
export async function genresIn(
  { client, userId }: Asking,
  parentId: string,
): Promise<LibraryResult<string[]>> {
  if (!isGuid(parentId)) return failure(itemNotFound())
  const query = {
    ...{ userId, parentId: normalizeGuid(parentId), sortBy: 'SortName' },
    ...{ enableImages: false, enableTotalRecordCount: false },
  }
  const answer = await client.ask({ method: 'GET', path: '/Genres', query }, genresSchema)
  return answer.ok ? success(answer.value.Items.map(({ Name }) => Name)) : answer
}
