import { z } from 'zod'
import { userWithPolicySchema } from '../../jellyfin/answers.ts'
import { isGuid, normalizeGuid } from '../../jellyfin/guid.ts'
import { createHttpClient, type HttpClient } from '../../jellyfin/httpClient.ts'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { longestAnswerBytes, type JellyfinDirectory } from './jellyfinDirectory.ts'
import { reasonOf } from './jellyfinProblems.ts'
import type { TokenClaim } from './jellyfinUsers.ts'

/** Which libraries of a Jellyfin several of its users can all see. */
export interface LibraryAccess {
  sharedBy(
    claim: TokenClaim,
    userIds: readonly string[],
  ): Promise<Result<SharedLibraries, CloseReason | 'no-such-user'>>
}

/**
 * `null`: every library. Library by library this is exact, because any signed-in user may read everybody's rights;
 * single items may be hidden all the same (parental ratings, tags), which only each member's own client finds out.
 */
export interface SharedLibraries {
  readonly libraryIds: readonly string[] | null
}

type Policy = z.infer<typeof userWithPolicySchema>['Policy']

const viewsSchema = z.object({
  Items: z.array(z.object({ Id: z.string().min(1).transform(normalizeGuid) })),
})

export function createLibraryAccess(parts: {
  readonly directory: JellyfinDirectory
  readonly clock: Clock
  readonly askWithinMs: number
}): LibraryAccess {
  const { directory, clock, askWithinMs } = parts
  return {
    sharedBy: async ({ serverId, token }, userIds) => {
      const jellyfin = await directory.find(serverId)
      if (!jellyfin.ok) return jellyfin
      const client = createHttpClient({
        serverUrl: jellyfin.value.url,
        authorization: { borrowedToken: token },
        clock,
        timeoutMs: askWithinMs,
        longestAnswerBytes: longestAnswerBytes * 16,
      })
      return sharedLibraries(client, userIds)
    },
  }
}

async function sharedLibraries(
  client: HttpClient,
  userIds: readonly string[],
): Promise<Result<SharedLibraries, CloseReason | 'no-such-user'>> {
  const me = await client.ask({ method: 'GET', path: '/Users/Me' }, userWithPolicySchema)
  if (!me.ok) return failure(reasonOf(me.problem))
  const others = [...new Set(userIds.map(normalizeGuid))].filter((id) => id !== me.value.Id)
  const policies: Policy[] = [me.value.Policy]
  for (const id of others) {
    if (!isGuid(id)) return failure('no-such-user')
    const user = await client.ask({ method: 'GET', path: `/Users/${id}` }, userWithPolicySchema)
    if (!user.ok) return failure(user.problem.status === 404 ? 'no-such-user' : reasonOf(user.problem))
    policies.push(user.value.Policy)
  }
  if (policies.every(seesEverything)) return success({ libraryIds: null })
  // What the asking user does not see cannot be shared, so their own views are all there is to look at.
  const views = await client.ask({ method: 'GET', path: '/UserViews' }, viewsSchema)
  if (!views.ok) return failure(reasonOf(views.problem))
  const shared = views.value.Items.map(({ Id }) => Id).filter((id) =>
    policies.every((policy) => maySee(policy, id)),
  )
  return success({ libraryIds: shared.toSorted() })
}

const seesEverything = ({ IsDisabled, EnableAllFolders, BlockedMediaFolders }: Policy): boolean =>
  IsDisabled !== true && EnableAllFolders === true && (BlockedMediaFolders ?? []).length === 0

/** Jellyfin's own rule: a list of what is blocked overrides the one of what is allowed. */
function maySee(
  { IsDisabled, EnableAllFolders, EnabledFolders, BlockedMediaFolders }: Policy,
  libraryId: string,
): boolean {
  if (IsDisabled === true) return false
  if (BlockedMediaFolders && BlockedMediaFolders.length > 0) return !BlockedMediaFolders.includes(libraryId)
  return EnableAllFolders === true || (EnabledFolders ?? []).includes(libraryId)
}
