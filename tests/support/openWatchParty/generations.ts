/** The four wire generations of OpenWatchParty, as their servers differ. */
export type Generation = 1 | 2 | 3 | 4

export const generations: readonly Generation[] = [1, 2, 3, 4]

export interface GenerationTraits {
  /** Errors carry a code; frames with unknown keys or unfit payloads are refused; breaking the rate limit ends the socket. */
  readonly isStrict: boolean
  /** A play waits for everyone who has not said `ready`, for two seconds at most. */
  readonly waitsForReady: boolean
  /** What `server_ts` of a command means: when it is to happen, or when it was given. */
  readonly stampsTheTarget: boolean
  /** Host and members are named in lists; the role of the host can pass on; versions and features are declared. */
  readonly hasParticipants: boolean
  readonly roomName: (host: string) => string
}

export const traitsOf: Readonly<Record<Generation, GenerationTraits>> = {
  1: {
    isStrict: false,
    waitsForReady: false,
    stampsTheTarget: true,
    hasParticipants: false,
    roomName: (host) => `Room de ${host}`,
  },
  2: {
    isStrict: false,
    waitsForReady: true,
    stampsTheTarget: true,
    hasParticipants: false,
    roomName: (host) => `Room de ${host}`,
  },
  3: {
    isStrict: true,
    waitsForReady: true,
    stampsTheTarget: false,
    hasParticipants: false,
    roomName: (host) => `Room de ${host}`,
  },
  4: {
    isStrict: true,
    waitsForReady: true,
    stampsTheTarget: false,
    hasParticipants: true,
    roomName: (host) => `${host}'s room`,
  },
}
