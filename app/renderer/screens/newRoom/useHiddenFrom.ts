import { useQueries } from '@tanstack/react-query'
import type { Person } from '../../../../protocol/bridge/query.ts'
import { useAnswerOptions } from '../../client/useAnswer.ts'
import { useFormat } from '../../words/useFormat.ts'

/** For each film, who of the guests cannot see it, as a list of names; null = nobody is known not to. */
export function useHiddenFrom(
  itemIds: readonly string[],
  guests: readonly string[],
  people: readonly Person[],
) {
  const optionsOf = useAnswerOptions()
  const format = useFormat()
  const userIds = [...guests].toSorted()
  const ids = guests.length === 0 ? [] : itemIds
  const sights = useQueries({ queries: ids.map((itemId) => optionsOf({ kind: 'sight', itemId, userIds })) })
  const nameOf = (userId: string) => people.find((person) => person.userId === userId)?.name ?? userId
  return (itemId: string): string | null => {
    const seen = sights[ids.indexOf(itemId)]?.data ?? []
    const blind = seen.filter(({ sees }) => sees === 'no').map(({ userId }) => nameOf(userId))
    return blind.length === 0 ? null : format.list(blind)
  }
}
