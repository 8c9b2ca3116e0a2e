import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query'
import type { AnswerOf, AppQuery } from '../../../protocol/bridge/query.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { useApp, useAppLink } from './AppContext.tsx'
import type { AppLink } from './appLink.ts'

/** A question that was not answered, as TanStack Query wants it: thrown. */
class UnansweredError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.sentence)
    this.problem = problem
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: UnansweredError
  }
}

/** Answers stay good for half a minute: a screen that is opened again shows at once what it showed, and asks anew. */
export const createAnswers = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
      },
    },
  })

async function answerTo<Query extends AppQuery>(link: AppLink, query: Query) {
  const result = await link.query(query)
  if (!result.ok) throw new UnansweredError(result.problem)
  return result.value
}

/** Whose answers they are: another account's must never be shown. */
const useWhose = () =>
  useApp(({ account }) => (account === null ? '' : `${account.serverId}/${account.userId}`))

/** What TanStack Query needs to ask a question, for those who ask several at once. */
export function useAnswerOptions() {
  const link = useAppLink()
  const whose = useWhose()
  return <Query extends AppQuery>(query: Query) => ({
    queryKey: [whose, query],
    queryFn: () => answerTo(link, query),
  })
}

export interface Answer<Value> {
  /** undefined = not here yet, or refused. */
  readonly value: Value | undefined
  readonly problem: Problem | null
  readonly isLoading: boolean
  /** Shows an earlier answer while a newer one is on its way. */
  readonly isStale: boolean
  readonly again: () => void
}

export interface AnswerOptions {
  /** False: do not ask (yet). */
  readonly when?: boolean
  /** While a new question is on its way, the answer to the last one stays. */
  readonly keep?: boolean
  readonly everyMs?: number
}

/** What the app answers to a question, kept and shared among screens. */
export function useAnswer<Query extends AppQuery>(
  query: Query,
  { when = true, keep = false, everyMs }: AnswerOptions = {},
): Answer<AnswerOf<Query['kind']>> {
  const optionsOf = useAnswerOptions()
  const asked = useQuery({
    ...optionsOf(query),
    enabled: when,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
  return {
    value: asked.data,
    problem: asked.error?.problem ?? null,
    isLoading: asked.isLoading,
    isStale: asked.isPlaceholderData,
    again: () => void asked.refetch(),
  }
}
