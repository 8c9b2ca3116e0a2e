import { explain, type Problem } from '../../protocol/problem.ts'
import type { PlayerEvent } from '../../adapters/player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { CompanionEvent } from '../companionReducer.ts'
import { startSleepWatch } from '../health/sleepWatch.ts'
import type { StateStore } from '../stateStore.ts'
import { delayInWords } from '../words/figuresInWords.ts'
import type { HealthVoice } from './playerCare.ts'

export interface HealthNotesOptions {
  readonly store: StateStore
  readonly clock: Clock
  /** Time of day, ms. */
  wallMs(): number
  /** Where the system tells that it woke. */
  onWake?(listener: () => void): Cancel
  /** Shows a line on the picture, where there is one. */
  show(text: string, durationMs: number): void
}

/** Notes what is wrong in the state, and tells what is newly wrong where the viewer looks. */
export interface HealthNotes extends HealthVoice {
  hear(event: PlayerEvent): void
  stop: Cancel
}

const shownMs = 6000
/** How long it is told that the machine slept. */
const sleepToldMs = 15_000

type HealthEvent = Extract<CompanionEvent, { kind: 'found' | 'passed' | 'player-event' }>

export function createHealthNotes(options: HealthNotesOptions): HealthNotes {
  const { store, clock, show } = options
  let cancelSleepNote: Cancel = () => {}
  const note = (event: HealthEvent) => {
    const before = store.state().health
    store.dispatch(event)
    for (const { what, problem } of store.state().health) {
      if (!before.some((known) => known.what === what)) show(explain(problem), shownMs)
    }
  }
  // The clock finds its way by itself (rule CO5), the line and the player as well: it only has to be told why.
  const noteSleep = (forMs: number) => {
    note({ kind: 'found', finding: { what: 'slept', problem: slept(forMs) } })
    cancelSleepNote()
    cancelSleepNote = clock.after(sleepToldMs, () => note({ kind: 'passed', what: 'slept' }))
  }
  const cancelWatch = startSleepWatch({ ...options, onSlept: noteSleep })
  return {
    found: (finding) => note({ kind: 'found', finding }),
    passed: (what) => note({ kind: 'passed', what }),
    hear: (event) => note({ kind: 'player-event', event }),
    stop: () => {
      cancelWatch()
      cancelSleepNote()
    },
  }
}

const slept = (forMs: number): Problem => ({
  code: 'slept',
  sentence: `This machine slept for ${delayInWords(forMs)}.`,
  nextStep: 'The player finds its place again by itself.',
})
