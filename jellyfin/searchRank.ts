import type { JellyfinItem } from './answers.ts'

/**
 * Puts the items of one page in the order in which somebody means `query`: the very title, then titles that begin
 * with it, then those with a word that does. Servers of different versions order search results differently.
 */
export function rankByTitle<Item extends Named>(items: readonly Item[], query: string): Item[] {
  const wanted = query.trim().toLowerCase()
  return items.toSorted((one, other) => rank(one, wanted) - rank(other, wanted))
}

type Named = Pick<JellyfinItem, 'Name'>

function rank({ Name }: Named, wanted: string): number {
  const title = (Name ?? '').toLowerCase()
  if (title === wanted) return 0
  if (title.startsWith(wanted)) return 1
  return title.includes(` ${wanted}`) ? 2 : 3
}
