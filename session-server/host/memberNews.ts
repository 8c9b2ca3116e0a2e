import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

/** Gathers what is new about the members of a room, so that many small reports become few messages. */
export interface MemberNews {
  add(changed: readonly string[], gone: readonly string[]): void
  close(): void
}

/** What is to be told: `gone` members are never among the `changed`. */
export interface GatheredNews {
  readonly changed: readonly string[]
  readonly gone: readonly string[]
}

/** Tells the first news at once and what follows at most every `intervalMs`. */
export function createMemberNews(
  clock: Clock,
  intervalMs: number,
  tell: (news: GatheredNews) => void,
): MemberNews {
  const changed = new Set<string>()
  const gone = new Set<string>()
  let resting: Cancel | null = null
  const flush = () => {
    resting = null
    if (changed.size + gone.size === 0) return
    resting = clock.after(intervalMs, flush)
    const news = { changed: [...changed], gone: [...gone] }
    changed.clear()
    gone.clear()
    tell(news)
  }
  return {
    add: (changedIds, goneIds) => {
      for (const id of changedIds) changed.add(id)
      for (const id of goneIds) changed.delete(id)
      for (const id of goneIds) gone.add(id)
      if (resting === null) flush()
    },
    close: () => resting?.(),
  }
}
