import type { PlayerEvent } from '../../adapters/player.ts'
import type { CompanionState, PlayerStatus } from '../../protocol/companionState.ts'
import type { Condition, ConditionKind, WayBack } from '../../protocol/health.ts'
import type { Problem } from '../../protocol/problem.ts'
import { conditionTable, gravestFirst } from './conditionTable.ts'

/** What somebody found out; without a way back the usual one of its kind holds. */
export interface Finding {
  readonly what: ConditionKind
  readonly problem: Problem
  readonly wayBack?: WayBack
}

export type Health = CompanionState['health']

/** Of each kind there is one condition, which lasts since it was found first. */
export function found(health: Health, finding: Finding, nowMs: number): Health {
  const { what, problem } = finding
  const { severity, wayBack } = conditionTable[what]
  const former = health.find((condition) => condition.what === what)
  const condition: Condition = {
    what,
    severity,
    sinceMs: former?.sinceMs ?? nowMs,
    problem: what === 'option-dropped' && former ? together(former.problem, problem) : problem,
    wayBack: finding.wayBack ?? wayBack,
  }
  return [...health.filter((other) => other.what !== what), condition].toSorted(gravestFirst)
}

/** Of several options each has its sentence. */
const together = (former: Problem, problem: Problem): Problem =>
  former.sentence.includes(problem.sentence)
    ? former
    : { ...problem, sentence: `${former.sentence} ${problem.sentence}` }

export function passed(health: Health, ...kinds: readonly ConditionKind[]): Health {
  const left = health.filter(({ what }) => !kinds.includes(what))
  return left.length === health.length ? health : left
}

/** What is wrong only as long as it is this player that is wrong. */
const ofOnePlayer: readonly ConditionKind[] = [
  'other-film',
  'stream-lost',
  'stream-slow',
  'no-picture',
  'no-sound',
  'no-decoder',
  'option-dropped',
  'film-over',
]

const ofNoPlayer: readonly ConditionKind[] = [
  'player-not-started',
  'player-crashed',
  'player-hung',
  'player-detached',
  'player-closed',
]

const kindOfGone: Readonly<Record<Extract<PlayerStatus, { kind: 'gone' }>['how'], ConditionKind>> = {
  closed: 'player-closed',
  crashed: 'player-crashed',
  hung: 'player-hung',
  detached: 'player-detached',
  'failed-to-start': 'player-not-started',
}

/** What the life of the player changes. While one is started anew it is still told why. */
export function afterStatus(health: Health, status: PlayerStatus, nowMs: number): Health {
  switch (status.kind) {
    case 'none':
      return passed(health, ...ofNoPlayer, ...ofOnePlayer)
    case 'starting':
      return passed(health, ...ofOnePlayer)
    case 'loading':
      return health
    case 'ready':
      return passed(health, ...ofNoPlayer, 'other-film', 'stream-lost', 'film-over')
    case 'gone': {
      const what = kindOfGone[status.how]
      // A way back that is under way already is told before.
      const wayBack = health.find((condition) => condition.what === what)?.wayBack
      const others = ofNoPlayer.filter((kind) => kind !== what)
      const finding = { what, problem: status.problem, ...(wayBack === undefined ? {} : { wayBack }) }
      return found(passed(health, ...others, ...ofOnePlayer), finding, nowMs)
    }
  }
}

/** What happens in the player changes. */
export function afterPlayerEvent(health: Health, event: PlayerEvent, nowMs: number): Health {
  switch (event.kind) {
    case 'impaired':
      return found(health, event, nowMs)
    case 'restored':
      return passed(health, event.what)
    case 'option-dropped':
      return found(health, { what: 'option-dropped', problem: event.problem }, nowMs)
    case 'foreign-media':
      return found(health, { what: 'other-film', problem: otherFilm(event.title) }, nowMs)
    case 'stream-failed':
      return found(health, { what: 'stream-lost', problem: event.problem }, nowMs)
    case 'ended':
      return found(health, { what: 'film-over', problem: filmOver }, nowMs)
    case 'sought':
      return passed(health, 'film-over')
    case 'paused':
    case 'seeking':
    case 'buffering':
    case 'rate':
    case 'volume':
    case 'tracks':
    case 'audio-device':
    case 'gone':
      return health
  }
}

const otherFilm = (title: string): Problem => ({
  code: 'other-film',
  sentence: `Something else was opened in the player: "${title.slice(0, 100)}".`,
  nextStep: 'The room goes on without it; start the player again here to come back to the film.',
})

const filmOver: Problem = {
  code: 'film-over',
  sentence: 'The film is over.',
  nextStep: 'Seek back to see something again, or leave the room.',
}
