import type { Library, OpenedItem } from '../../jellyfin/library.ts'
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

/** Something to try: what one would go on with, else what is found first. */
export async function anyItem(library: Library): Promise<Result<string, Problem>> {
  const page = { start: 0, limit: 20 }
  for (const ask of [
    () => library.resumable(page),
    () => library.nextUp(page),
    () => library.search('a', page),
  ]) {
    const found = await ask()
    if (!found.ok) return found
    const playable = found.value.items.find(({ kind }) => kind === 'film' || kind === 'episode')
    if (playable !== undefined) return success(playable.id)
  }
  return failure(nothingToTry)
}

const nothingToTry: Problem = {
  code: 'nothing-to-try',
  sentence: 'There is nothing in the library that could be tried.',
  nextStep: 'Name a film with --item.',
}
