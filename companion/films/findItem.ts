import { isGuid } from '../../jellyfin/guid.ts'
import type { Library, LibraryItem } from '../../jellyfin/library.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { isPlayable, itemTitle } from './itemTitle.ts'

/** How many candidates are named when a text means several. */
const namedCandidates = 5

type Shelf = Pick<Library, 'search' | 'item' | 'server'>

/** The film or episode that somebody means: an id, or text that only one title matches. */
export async function findItem(library: Shelf, wanted: string): Promise<Result<LibraryItem, Problem>> {
  const item = isGuid(wanted) ? await library.item(wanted) : await findByText(library, wanted)
  return item.ok && !isPlayable(item.value) ? failure(notPlayable(item.value)) : item
}

async function findByText(library: Shelf, wanted: string): Promise<Result<LibraryItem, Problem>> {
  const found = await library.search(wanted, { start: 0, limit: 50 })
  if (!found.ok) return found
  const playable = found.value.items.filter(isPlayable)
  const exact = playable.filter(({ title }) => sameText(title, wanted))
  const candidates = exact.length > 0 ? exact : playable
  const [only] = candidates
  if (only === undefined) return failure(noMatch(library, wanted))
  return candidates.length === 1 ? success(only) : failure(severalMatch(wanted, candidates))
}

const sameText = (one: string, other: string) =>
  one.trim().localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0

const noMatch = ({ server }: Shelf, wanted: string): Problem => ({
  code: 'item-not-found',
  sentence: `Nothing in ${server.name} matches "${wanted}", or your account may not see it.`,
  nextStep: 'Try another word of the title, or look around with "lockstep items".',
})

function severalMatch(wanted: string, candidates: readonly LibraryItem[]): Problem {
  const named = candidates.slice(0, namedCandidates).map((item) => `${itemTitle(item)} = ${item.id}`)
  const more = candidates.length > namedCandidates ? ', and more' : ''
  return {
    code: 'item-ambiguous',
    sentence: `"${wanted}" may mean several: ${named.join(', ')}${more}.`,
    nextStep: 'Give the id of the one you mean.',
  }
}

const notPlayable = (item: LibraryItem): Problem => ({
  code: 'item-not-playable',
  sentence: `"${itemTitle(item)}" is not a film or an episode.`,
  nextStep: `Look inside it with "lockstep items ${item.id}" and choose one.`,
})
