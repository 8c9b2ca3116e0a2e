/** The figures of OpenWatchParty's own servers, on which its clients rely. */
export const partyTimes = {
  /** How far ahead a start is scheduled: time for a browser to seek and to load. */
  startLeadMs: 1000,
  /** How far ahead everything else is scheduled. */
  controlLeadMs: 300,
  /** How long a start waits for web viewers that have not said that they are ready; the first generations may never. */
  readyWaitMs: 2000,
  /** After a command has taken effect, reports say nothing for so long: a browser that is told to play while it still seeks plays at once. */
  cooldownMs: 2000,
  /** How often web viewers are told where the room is while it plays. */
  reportEveryMs: 1000,
  leastReportGapMs: 500,
  /** How long the role of a host whose line broke waits for it to come back. */
  hostReturnMs: 10_000,
  /** What members say about their players is passed on this often at most. */
  statusEveryMs: 250,
} as const

/** A host that stands is elsewhere when it is told to be by more than this; playing, sync/anchoring.ts judges. */
export const standingElsewhereMs = 500
