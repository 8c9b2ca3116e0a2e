import { createTurns } from '../../platform/turns.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Action } from '../../protocol/action.ts'
import type { Verdict, Wish } from '../follow/wish.ts'
import { offline } from '../session/sessionProblems.ts'

/** Asks the room for what viewers do in their players: one wish after the other, each upon what the one before left. */
export function createWishAsking(
  act: (action: Action) => Promise<Result<void, Problem>>,
): (wish: Wish) => Promise<Verdict> {
  const takeTurn = createTurns()
  return (wish) => takeTurn(async () => verdictOf(await act(actionOf(wish))))
}

/** What the viewer's doing in the player asks of the room. */
function actionOf(wish: Wish): Action {
  switch (wish.kind) {
    case 'wants-play':
      return { kind: 'play' }
    case 'wants-pause':
      return { kind: 'pause', positionMs: wish.positionMs }
    case 'wants-seek':
      return { kind: 'seek', positionMs: wish.positionMs }
    case 'wants-rate':
      return { kind: 'rate', rate: wish.rate }
  }
}

function verdictOf(answer: Result<void, Problem>): Verdict {
  if (answer.ok) return { kind: 'accepted' }
  const isOffline = answer.problem.code === offline.code
  return { kind: isOffline ? 'nobody-to-ask' : 'refused', sentence: explain(answer.problem) }
}
