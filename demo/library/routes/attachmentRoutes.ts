import { attachmentBytes } from '../attachments.ts'
import { isPlayable } from '../catalogue.ts'
import type { Router } from '../router.ts'
import type { World } from '../world.ts'

/** Fonts that travel within a film. Jellyfin asks for no token here. */
export function attachmentRoutes(router: Router, world: World): void {
  router.open('GET', '/Videos/:itemId/:mediaSourceId/Attachments/:index', ({ guid, segment, reply }) => {
    const item = world.catalogue().find(guid('itemId'))
    const bytes = item && isPlayable(item) ? attachmentBytes(item, Number(segment('index'))) : null
    return bytes === null ? reply.code(404).send() : reply.type('application/x-truetype-font').send(bytes)
  })
}
