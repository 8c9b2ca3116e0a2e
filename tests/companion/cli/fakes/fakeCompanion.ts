import type { Companion } from '../../../../companion/companionApi.ts'
import type { CompanionCommand } from '../../../../protocol/companionCommand.ts'
import type { SpokenParts } from '../../../../companion/talk/performSpoken.ts'
import type { LibraryItem } from '../../../../jellyfin/library.ts'
import { createListeners } from '../../../../platform/listeners.ts'
import { initialCompanionState, type CompanionState } from '../../../../protocol/companionState.ts'
import type { Problem } from '../../../../protocol/problem.ts'
import { success, type Result } from '../../../../protocol/result.ts'

const nightFilm: LibraryItem = {
  id: 'night',
  kind: 'film',
  title: 'Night of the Metronome',
  subtitle: null,
  overview: null,
  runtimeMs: 600_000,
  resumeMs: 0,
  played: false,
  posterUrl: null,
  providerIds: {},
}

/** A companion without anything behind it: the test sets its state and reads what it was told. */
export function createFakeCompanion(initial: CompanionState = initialCompanionState) {
  let state = initial
  let answer: Result<void, Problem> = success(undefined)
  let closes = 0
  const commands: CompanionCommand[] = []
  const listeners = createListeners<CompanionState>()
  const companion: Companion = {
    state: () => state,
    onState: listeners.add,
    command: (command) => {
      commands.push(command)
      return Promise.resolve(answer)
    },
    close: () => {
      closes += 1
      return Promise.resolve()
    },
  }
  const library: SpokenParts['library'] = {
    server: { id: 's', name: 'Films' },
    search: async () => success({ items: [nightFilm], total: 1 }),
    item: async () => success(nightFilm),
  }
  const become = (change: Partial<CompanionState>) => {
    state = { ...state, ...change }
    listeners.tell(state)
  }
  const answerWith = (next: Result<void, Problem>) => {
    answer = next
  }
  return { companion, library, commands, become, answerWith, closes: () => closes }
}
