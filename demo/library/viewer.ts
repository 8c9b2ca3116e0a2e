import type { Account, Accounts } from './accounts.ts'
import type { CatalogueItem } from './catalogue.ts'
import type { Grant } from './tokens.ts'

/** Who a request comes from. */
export type Caller =
  | { readonly kind: 'user'; readonly account: Account; readonly grant: Grant }
  /** Acts as administrator without being a person. */
  | { readonly kind: 'apiKey' }

/** Whose eyes an answer is written for. An API key that names no user sees everything. */
export type Viewer = { readonly kind: 'everything' } | { readonly kind: 'user'; readonly account: Account }

export const isAdministrator = (caller: Caller): boolean =>
  caller.kind === 'apiKey' || caller.account.policy.IsAdministrator === true

export type ViewerAnswer =
  | { readonly kind: 'viewer'; readonly viewer: Viewer }
  | { readonly kind: 'refused'; readonly status: 403 | 404 }

/** Only an administrator may look through the eyes of somebody else. */
export function viewerOf(caller: Caller, userId: string | null, accounts: Accounts): ViewerAnswer {
  if (caller.kind === 'user' && (userId === null || userId === caller.account.person.id)) {
    return { kind: 'viewer', viewer: { kind: 'user', account: caller.account } }
  }
  if (!isAdministrator(caller)) return { kind: 'refused', status: 403 }
  if (userId === null) return { kind: 'viewer', viewer: { kind: 'everything' } }
  const account = accounts.find(userId)
  return account ? { kind: 'viewer', viewer: { kind: 'user', account } } : { kind: 'refused', status: 404 }
}

/** Jellyfin's rule for libraries: a non-empty block list overrides what is allowed. */
export function maySee(viewer: Viewer, item: Pick<CatalogueItem, 'libraryId'>): boolean {
  if (viewer.kind === 'everything') return true
  const { IsDisabled, BlockedMediaFolders, EnableAllFolders, EnabledFolders } = viewer.account.policy
  if (IsDisabled) return false
  if (BlockedMediaFolders?.length) return !BlockedMediaFolders.includes(item.libraryId)
  return EnableAllFolders === true || (EnabledFolders ?? []).includes(item.libraryId)
}

export const viewerId = (viewer: Viewer): string | null =>
  viewer.kind === 'user' ? viewer.account.person.id : null
