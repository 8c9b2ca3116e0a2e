import type { Library, LibraryItem } from '../../jellyfin/library.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Companion } from '../companionApi.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { findItem } from '../films/findItem.ts'
import type { FilmUse, Spoken } from './spoken.ts'

export interface SpokenParts {
  readonly companion: Pick<Companion, 'command'>
  readonly library: Pick<Library, 'search' | 'item' | 'server'>
}

/** Does what a line came to, as far as no face is needed for it. */
export async function performSpoken(
  { companion, library }: SpokenParts,
  wanted: Extract<Spoken, { kind: 'command' | 'film' }>,
): Promise<Result<void, Problem>> {
  const asked = wanted.kind === 'command' ? success(wanted.command) : await aboutFilm(library, wanted)
  if (!asked.ok) return asked
  const done = await companion.command(asked.value)
  return done.ok || done.problem.code !== 'not-everyone-can-see'
    ? done
    : failure(orInsist(done.problem, wanted))
}

async function aboutFilm(
  library: SpokenParts['library'],
  { wanted, use }: Extract<Spoken, { kind: 'film' }>,
): Promise<Result<CompanionCommand, Problem>> {
  const item = await findItem(library, wanted)
  return item.ok ? success(commandFor(item.value, use)) : item
}

function commandFor({ id: itemId }: LibraryItem, use: FilmUse): CompanionCommand {
  switch (use.kind) {
    case 'queue':
      return { kind: 'queue-film', itemId }
    case 'open':
      return { kind: 'open-film', itemId, startMs: 0, insist: use.insist }
  }
}

/** How whoever typed it may have it all the same. */
function orInsist(problem: Problem, wanted: Extract<Spoken, { kind: 'command' | 'film' }>): Problem {
  const typed = wanted.kind === 'film' ? '/open! ...' : '/play! ...'
  return { ...problem, nextStep: `Choose another one, or put it on all the same with "${typed}".` }
}
