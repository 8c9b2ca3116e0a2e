import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { PresenceReport } from '../../protocol/member.ts'

/** Where what happens is counted; nothing depends on whether anybody looks. */
export interface Meter {
  /** A message of this type was read. */
  heard(type: string): void
  /** A message of this type went out to one member; `refusal` when it refuses something. */
  told(type: string, refusal: string | null): void
  ended(reason: CloseReason): void
  /** From an input's arrival at its room to the end of what it caused, ms. */
  relayed(tookMs: number): void
  reported(presence: PresenceReport): void
  resynced(): void
}

const nothing = (): void => undefined

export const silentMeter: Meter = {
  heard: nothing,
  told: nothing,
  ended: nothing,
  relayed: nothing,
  reported: nothing,
  resynced: nothing,
}
