import { useQueries } from '@tanstack/react-query'
import type { AppQuery, ItemCard } from '../../../../protocol/bridge/query.ts'
import { useAnswerOptions } from '../../client/useAnswer.ts'
import type { Arrangement } from './arrangement.ts'

/** Items that are asked for at once: two or three screens full. */
const pageSize = 120

type ChildrenQuery = Extract<AppQuery, { kind: 'children' }>

export const questionOf = (
  parentId: string,
  { sort, descending, unwatched, genres }: Arrangement,
  page: number,
): ChildrenQuery => ({
  kind: 'children',
  parentId,
  sort,
  descending,
  filter: { kinds: [], unwatched, genres: [...genres] },
  start: page * pageSize,
  limit: pageSize,
})

/** The items that are in sight; undefined for those that are on their way. Pages that were seen are kept. */
export function usePages(question: (page: number) => ChildrenQuery, first: number, last: number) {
  const optionsOf = useAnswerOptions()
  const from = Math.floor(Math.max(0, first) / pageSize)
  const pages = Array.from({ length: Math.floor(last / pageSize) - from + 1 }, (_, at) => from + at)
  const answers = useQueries({ queries: pages.map((page) => optionsOf(question(page))) })
  return (index: number): ItemCard | undefined =>
    answers[Math.floor(index / pageSize) - from]?.data?.items[index % pageSize]
}
