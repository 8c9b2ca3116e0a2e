import type { MediaSegmentDto } from '../models.ts'
import type { Router } from '../router.ts'
import { guidOf, TICKS_PER_SECOND } from '../wording.ts'
import type { World } from '../world.ts'
import { findVisible } from './itemRoutes.ts'

/** Every episode has an intro from 0:10 to 0:40. */
const INTRO = { startSeconds: 10, endSeconds: 40 }

/** Parts of an item that a viewer may want to skip. */
export function segmentRoutes(router: Router, world: World): void {
  router.viewing('GET', '/MediaSegments/:itemId', ({ viewer, query, guid, reply }) => {
    const item = findVisible(world, viewer, guid('itemId'))
    if (!item) return reply.code(404).send()
    const types = query.list('includeSegmentTypes').map((type) => type.toLowerCase())
    const wanted = item.kind === 'episode' && (types.length === 0 || types.includes('intro'))
    const segments = wanted ? [intro(item.id)] : []
    return { Items: segments, TotalRecordCount: segments.length, StartIndex: 0 }
  })
}

const intro = (itemId: string): MediaSegmentDto => ({
  Id: guidOf(`intro:${itemId}`),
  ItemId: itemId,
  Type: 'Intro',
  StartTicks: INTRO.startSeconds * TICKS_PER_SECOND,
  EndTicks: INTRO.endSeconds * TICKS_PER_SECOND,
})
