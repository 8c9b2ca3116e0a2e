import { createListeners } from '../../platform/listeners.ts'
import type { Cancel } from '../../protocol/wire.ts'
import {
  addSample,
  emptyClockWindow,
  estimateClock,
  type ClockModel,
  type ClockSample,
} from '../../sync/clockOffset.ts'

/** The best knowledge of a server's clock, from one sample to the next. */
export interface KeptClock {
  learn(sample: ClockSample): void
  /** Null before there is any. */
  model(): ClockModel | null
  onChange(listener: (model: ClockModel | null) => void): Cancel
}

export function keepClock(): KeptClock {
  const listeners = createListeners<ClockModel | null>()
  let window = emptyClockWindow
  let model: ClockModel | null = null
  return {
    learn: (sample) => {
      window = addSample(window, sample)
      model = estimateClock(window)
      listeners.tell(model)
    },
    model: () => model,
    onChange: (listener) => listeners.add(listener),
  }
}
