import type { Library, LibraryItem, OpenedItem } from '../../jellyfin/library.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { LibraryFigures } from './judge.ts'

/** Enough to be past the first burst of a line. */
const longestMs = 4000
const enoughBytes = 24_000_000

/** Takes a few seconds of an item from the library, as a player would. */
export async function tryLibrary(
  library: Library,
  itemId: string,
  clock: Clock,
): Promise<Result<LibraryFigures, Problem>> {
  const opened = await library.open({ itemId, maxBitrate: null })
  if (!opened.ok) return opened
  const { media, delivery, bitrate } = opened.value
  try {
    const arriving = await bitsPerS(opened.value, clock)
    const transcodeReasons = delivery.kind === 'direct' ? null : delivery.reasons
    return success({ title: media.title, transcodeReasons, bitrate, arriving })
  } finally {
    await opened.value.close(null)
  }
}

/** The clock starts with the first byte: how long a server takes to begin says nothing about the line. */
async function bitsPerS({ streamUrl }: OpenedItem, clock: Clock): Promise<number | null> {
  const ending = new AbortController()
  const cancel = clock.after(longestMs, () => ending.abort())
  let bytes = 0
  let sinceMs: number | null = null
  let untilMs = 0
  try {
    const answer = await fetch(streamUrl, { signal: ending.signal })
    for await (const chunk of answer.ok && answer.body !== null ? answer.body : []) {
      untilMs = clock.nowMs()
      if (sinceMs === null) sinceMs = untilMs
      else bytes += chunk.length
      if (bytes > enoughBytes) break
    }
  } catch {
    // The time is over, or the line broke: what came until then is what there is to say.
  }
  cancel()
  ending.abort()
  return sinceMs === null || untilMs <= sinceMs ? null : (8000 * bytes) / (untilMs - sinceMs)
}

const page = { start: 0, limit: 20 }

/** From a library down to an episode: its series, their seasons, what is in these. */
const deepest = 4

/** Something to try: what one would go on with, else the first film or episode of the first library that has any. */
export async function anyItem(library: Library): Promise<Result<string, Problem>> {
  for (const ask of [() => library.resumable(page), () => library.nextUp(page)]) {
    const found = await ask()
    if (!found.ok) return found
    const playable = found.value.items.find(isPlayable)
    if (playable !== undefined) return success(playable.id)
  }
  const first = await firstWithin(library, null, deepest)
  if (!first.ok) return first
  return first.value === null ? failure(nothingToTry) : success(first.value)
}

const isPlayable = ({ kind }: LibraryItem): boolean => kind === 'film' || kind === 'episode'

/** The first film or episode below a folder, looking no deeper than that; null = there is none. */
async function firstWithin(
  library: Library,
  parentId: string | null,
  depth: number,
): Promise<Result<string | null, Problem>> {
  const inside = await library.children(parentId, page)
  if (!inside.ok) return inside
  const playable = inside.value.items.find(isPlayable)
  if (playable !== undefined || depth === 0) return success(playable?.id ?? null)
  for (const { id, kind } of inside.value.items) {
    if (kind === 'other') continue
    const found = await firstWithin(library, id, depth - 1)
    if (!found.ok || found.value !== null) return found
  }
  return success(null)
}

const nothingToTry: Problem = {
  code: 'nothing-to-try',
  sentence: 'There is no film and no episode in the library.',
  nextStep: 'Check in Jellyfin which libraries this user may see.',
}
