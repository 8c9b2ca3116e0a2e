import { isPlayable } from '../catalogue.ts'
import type { Router } from '../router.ts'
import { TRICKPLAY, trickplaySheet } from '../trickplay.ts'
import type { World } from '../world.ts'
import { findVisible } from './itemRoutes.ts'

/** Sheets of small pictures, for whoever looks for a place in a film. */
export function trickplayRoutes(router: Router, world: World): void {
  router.viewing(
    'GET',
    '/Videos/:itemId/Trickplay/:width/:sheet.jpg',
    async ({ viewer, guid, segment, reply }) => {
      const item = findVisible(world, viewer, guid('itemId'))
      const known = item && isPlayable(item) && Number(segment('width')) === TRICKPLAY.width
      const sheet = known ? await trickplaySheet(item, Number(segment('sheet'))) : null
      return sheet ? reply.type('image/jpeg').send(sheet) : reply.code(404).send()
    },
  )
}
