/** What the stand-in keeps of one room; positions in seconds, instants in ms since 1970, as on the wire. */
export interface StandInRoom {
  readonly id: string
  readonly name: string
  readonly mediaId: string | null
  hostId: string
  /** In the order in which they joined. */
  readonly memberIds: string[]
  readonly ready: Set<string>
  readonly statuses: Map<string, string>
  position: number
  playState: 'playing' | 'paused'
  stateTs: number
  targetTs: number | null
  lastUpdateTs: number
  cooldownUntilTs: number
  pendingPlay: { position: number; readonly sinceTs: number; cancel(): void } | null
}

export const schedules = { playMs: 1000, controlMs: 300, readyWaitMs: 2000 } as const
export const membersAtMost = 20
const cooldownMs = 2000
const leastUpdateIntervalMs = 500
const jitterS = 0.5

/** Whether a host's report is passed on: not right after a command, not too often, no jitter around where it was. */
export function isPassedOn(
  room: StandInRoom,
  report: { position: number; play_state: string },
  nowTs: number,
): boolean {
  if (report.play_state !== room.playState) return true
  const moved = report.position - room.position
  const isJitter = (moved >= -2 && moved < -jitterS) || (moved >= 0 && moved < jitterS)
  return nowTs >= room.cooldownUntilTs && nowTs - room.lastUpdateTs >= leastUpdateIntervalMs && !isJitter
}

/** `fromTarget`: the fourth generation counts the cooldown from the instant at which the command takes effect. */
export function noteCommand(room: StandInRoom, nowTs: number, fromTarget: number | null): void {
  room.cooldownUntilTs = (fromTarget ?? nowTs) + cooldownMs
}
