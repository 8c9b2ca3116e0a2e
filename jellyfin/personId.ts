import { createHash } from 'node:crypto'
import { normalizeGuid } from './guid.ts'

/**
 * By what session servers know a user of a Jellyfin: the same for the same user of the same server, and without the
 * key to who that is for anybody else: 132 bits of a hash, which fit where ids do.
 */
export const personIdOf = (serverId: string, userId: string): string =>
  createHash('sha256')
    .update(`${serverId}\n${normalizeGuid(userId)}`)
    .digest('base64url')
    .slice(0, 22)
