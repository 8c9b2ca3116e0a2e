import type { ClockModel } from '../../sync/clockOffset.ts'

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
