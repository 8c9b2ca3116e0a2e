import type { Condition, ConditionKind, WayBack } from '../../protocol/health.ts'

interface ConditionTraits {
  readonly severity: Condition['severity']
  /** How it ends as long as nobody tells better. */
  readonly wayBack: WayBack
}

const byItself: WayBack = { kind: 'by-itself' }
const outside: WayBack = { kind: 'outside' }
const restart: WayBack = { kind: 'command', command: 'restart-player' }

/** Every condition, the gravest first. */
export const conditionTable: Readonly<Record<ConditionKind, ConditionTraits>> = {
  'player-not-started': { severity: 'stopped', wayBack: restart },
  'player-crashed': { severity: 'stopped', wayBack: restart },
  'player-hung': { severity: 'stopped', wayBack: restart },
  'player-detached': { severity: 'stopped', wayBack: restart },
  'player-closed': { severity: 'stopped', wayBack: restart },
  'other-film': { severity: 'stopped', wayBack: restart },
  'stream-lost': { severity: 'stopped', wayBack: byItself },
  'stream-slow': { severity: 'impaired', wayBack: byItself },
  'no-picture': { severity: 'impaired', wayBack: restart },
  'no-decoder': { severity: 'impaired', wayBack: outside },
  'no-sound': { severity: 'impaired', wayBack: byItself },
  'option-dropped': { severity: 'note', wayBack: outside },
  slept: { severity: 'note', wayBack: byItself },
  'film-over': { severity: 'note', wayBack: outside },
}

const order = Object.keys(conditionTable)

export const gravestFirst = (one: Condition, other: Condition): number =>
  order.indexOf(one.what) - order.indexOf(other.what)
