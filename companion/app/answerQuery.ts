import type { AppState } from '../../protocol/bridge/appState.ts'
import type { AnswerOf, AppQuery, ItemDetails, LikedItem } from '../../protocol/bridge/query.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { Passport } from '../session/passport.ts'
import { diagnosticsText } from './diagnostics.ts'
import { likingOf } from '../personal/filmLiking.ts'
import type { Preferences } from '../personal/preferences.ts'
import { makeLink } from './rooms/makeLink.ts'
import type { Sitting } from './sitting.ts'

export interface QueryParts {
  readonly state: AppState
  /** Kind and version of the system. */
  readonly system: string
  readonly sitting: Result<Sitting, Problem>
  /** null = nobody is signed in. */
  passportFor(server: string): Passport | null
  readonly secrets: Readonly<Record<string, string>>
}

/** Answers what a window asks, from the library that is open or from what the app knows itself. */
export async function answerQuery(
  query: AppQuery,
  parts: QueryParts,
): Promise<Result<AnswerOf<AppQuery['kind']>, Problem>> {
  const { sitting } = parts
  if (query.kind === 'diagnostics') return success({ text: diagnosticsText(parts) })
  if (!sitting.ok) return sitting
  const { desk, preferences } = sitting.value
  switch (query.kind) {
    case 'home':
      return desk.home()
    case 'libraries':
      return desk.libraries()
    case 'children':
      return desk.children(query)
    case 'genres':
      return desk.genres(query)
    case 'search':
      return desk.search(query)
    case 'item':
      return likedItem(await desk.item(query), preferences.recall())
    case 'sight':
      return desk.sight(query)
    case 'people':
      return desk.people()
    case 'link':
      return makeLink(query, { state: parts.state.companion, passportFor: parts.passportFor })
  }
}

const likedItem = (
  details: Result<ItemDetails, Problem>,
  preferences: Preferences,
): Result<LikedItem, Problem> =>
  details.ok ? success({ ...details.value, liking: likingOf(details.value, preferences) }) : details
