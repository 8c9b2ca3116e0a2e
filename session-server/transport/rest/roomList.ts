import type { z } from 'zod'
import type { roomListSchema } from '../../../protocol/restRooms.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import { listed } from './roomViews.ts'

/** One page of the rooms that everybody may find, newest first. `after`: the `next` of the page before. */
export function listRooms(
  rooms: readonly LiveRoom[],
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): z.infer<typeof roomListSchema> {
  const findable = rooms
    .map((room) => room.state())
    .filter(({ policy, life }) => policy.visibility === 'public' && life.kind !== 'ended')
    .toReversed()
  const start = after === undefined ? 0 : findable.findIndex(({ id }) => id === after) + 1
  const page = findable.slice(start, start + limit)
  const isMore = start + limit < findable.length
  return { rooms: page.map(listed), next: isMore ? (page.at(-1)?.id ?? null) : null }
}
