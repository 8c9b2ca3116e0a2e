import { z } from 'zod'
import type { Sight } from '../../protocol/bridge/query.ts'
import { failure, success } from '../../protocol/result.ts'
import { isGuid, normalizeGuid } from '../guid.ts'
import type { LibraryResult } from '../library.ts'
import { itemNotFound } from '../problems.ts'
import { ancestorsSchema, type PersonAnswer, type UserPolicy } from './answers.ts'
import type { Asking } from './asking.ts'
import { accounts } from './people.ts'

type Judgement = Omit<Sight, 'userId'>

/** Questions that an administrator's account asks at once. */
const askedTogether = 8

/**
 * Who can see an item. An administrator asks the server through the eyes of each, which is exact. Anybody else reads
 * the rights of the accounts: exact for libraries, `unknown` where ratings, tags or times decide.
 */
export async function sightOf(
  asking: Asking,
  itemId: string,
  userIds: readonly string[],
): Promise<LibraryResult<Sight[]>> {
  if (!isGuid(itemId)) return failure(itemNotFound())
  const item = normalizeGuid(itemId)
  const [libraries, everybody] = await Promise.all([librariesOf(asking, item), accounts(asking.client)])
  if (!libraries.ok) return libraries
  const known = new Map((everybody.ok ? everybody.value : []).map((person) => [person.Id, person]))
  const isAdministrator = known.get(asking.userId)?.Policy?.IsAdministrator === true
  const judge = async (userId: string): Promise<Sight> => {
    const person = known.get(normalizeGuid(userId))
    return { userId, ...(await judgementOf(person)) }
  }
  const judgementOf = async (person: PersonAnswer | undefined): Promise<Judgement> => {
    if (!everybody.ok) return mayNotLook
    if (person === undefined) return { sees: 'no', why: 'There is no such account on this server.' }
    const hindrance = hindranceOf(person)
    if (hindrance !== null) return hindrance
    return isAdministrator && person.Id !== asking.userId
      ? seenBy(asking, item, person)
      : judgedByRights(person, asking.userId, libraries.value)
  }
  return success(await inTurns(userIds, judge))
}

const mayNotLook: Judgement = {
  sees: 'unknown',
  why: 'Your account may not read who sees what. They find out when they join.',
}

/** Whoever may not play cannot watch along, whatever they see. */
function hindranceOf({ Name, Policy }: PersonAnswer): Judgement | null {
  if (Policy?.IsDisabled === true) return { sees: 'no', why: `The account of ${Name} is disabled.` }
  if (Policy?.EnableMediaPlayback === false)
    return { sees: 'no', why: `${Name} may not play anything on this server.` }
  return null
}

/** Asks the server through somebody's eyes: it says "not found" of what they may not see. */
async function seenBy({ client }: Asking, item: string, { Id, Name }: PersonAnswer): Promise<Judgement> {
  const request = { method: 'GET', path: `/Items/${item}`, query: { userId: Id } } as const
  const answer = await client.ask(request, z.object({ Id: z.string() }))
  if (answer.ok) return { sees: 'yes', why: null }
  if (answer.problem.status === 404) return { sees: 'no', why: `The server does not show this to ${Name}.` }
  return { sees: 'unknown', why: answer.problem.sentence }
}

/** What a library is called, for a sentence, and its id. */
interface LibraryOfItem {
  readonly id: string
  readonly name: string
}

async function librariesOf(
  { client, userId }: Asking,
  item: string,
): Promise<LibraryResult<readonly LibraryOfItem[]>> {
  const request = { method: 'GET', path: `/Items/${item}/Ancestors`, query: { userId } } as const
  const answer = await client.ask(request, ancestorsSchema)
  if (!answer.ok) return answer
  const folders = answer.value.filter(({ Type }) => Type === 'CollectionFolder')
  return success(folders.map(({ Id, Name }) => ({ id: Id, name: Name ?? '' })))
}

function judgedByRights(
  { Id, Name, Policy }: PersonAnswer,
  ownId: string,
  libraries: readonly LibraryOfItem[],
): Judgement {
  // The server has just shown it.
  if (Id === ownId) return { sees: 'yes', why: null }
  const [library] = libraries
  if (!Policy || library === undefined) return mayNotLook
  if (!libraries.some(({ id }) => seesLibrary(Policy, id)))
    return { sees: 'no', why: `${Name} has no access to the library "${library.name}".` }
  if (!hasLimits(Policy)) return { sees: 'yes', why: null }
  return { sees: 'unknown', why: `The account of ${Name} is limited by rating, tags or times.` }
}

/** Jellyfin's rule: a list of blocked libraries, when there is one, is all that counts. */
function seesLibrary({ BlockedMediaFolders, EnableAllFolders, EnabledFolders }: UserPolicy, id: string) {
  if (BlockedMediaFolders?.length) return !BlockedMediaFolders.includes(id)
  return EnableAllFolders === true || (EnabledFolders ?? []).includes(id)
}

const hasLimits = (policy: UserPolicy): boolean =>
  typeof policy.MaxParentalRating === 'number' ||
  [policy.BlockUnratedItems, policy.BlockedTags, policy.AllowedTags, policy.AccessSchedules].some(
    (limits) => (limits ?? []).length > 0,
  )

/** The answers in the order of the questions, a few asked at a time. */
async function inTurns<Question, Reply>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Reply>,
): Promise<Reply[]> {
  const replies: Reply[] = []
  for (let start = 0; start < questions.length; start += askedTogether) {
    replies.push(...(await Promise.all(questions.slice(start, start + askedTogether).map(ask))))
  }
  return replies
}
