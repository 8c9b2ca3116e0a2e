import { toSessionMs, type ClockModel } from '../../sync/clockOffset.ts'

/**
 * The session clock that the room's timeline is told in. A restarted server has a new clock, and its first sample
 * arrives before the room does: until `adopt`, the timeline in hand still speaks the former clock, so the former
 * model is kept (players stay in step on it while the server is away).
 */
export interface SharedClock {
  model(): ClockModel | null
  learn(model: ClockModel | null): void
  /** The timeline in hand was just told by the clock sampled last. */
  adopt(): void
}

export function createSharedClock(): SharedClock {
  let latest: ClockModel | null = null
  let adopted: ClockModel | null = null
  return {
    model: () => adopted,
    learn: (model) => {
      latest = model
      if (adopted !== null && model !== null && model.clockId === adopted.clockId) adopted = model
    },
    adopt: () => {
      adopted = latest
    },
  }
}

/** Adopts the clock, and says how much further ahead it tells an instant than the one before it; 0 = it is the same. */
export function adoptedAhead(shared: SharedClock, localMs: number): number {
  const former = shared.model()
  shared.adopt()
  const model = shared.model()
  if (former === null || model === null || former.clockId === model.clockId) return 0
  return toSessionMs(model, localMs) - toSessionMs(former, localMs)
}
