import { unknownPresence, type PresenceReport } from '../../protocol/member.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { isUrgent } from './presence.ts'

/** How often the room hears of this member when nothing urgent happens. */
const presenceEveryMs = 1000

export interface PresenceReporter {
  /** Something changed: tells at once what is urgent. */
  changed(): void
  /** Tells again whatever was told last: the server may have forgotten it. */
  repeat(): void
  stop: Cancel
}

/** Tells the room about this member: regularly, and at once when somebody may be waiting for the news. */
export function startPresenceReporter(
  clock: Clock,
  present: () => PresenceReport,
  tell: (presence: PresenceReport) => void,
): PresenceReporter {
  let told = unknownPresence
  let cancel: Cancel = () => {}
  const report = () => {
    told = present()
    tell(told)
  }
  const regularly = () => {
    report()
    cancel = clock.after(presenceEveryMs, regularly)
  }
  regularly()
  return {
    changed: () => {
      if (isUrgent(told, present())) report()
    },
    repeat: report,
    stop: () => cancel(),
  }
}
