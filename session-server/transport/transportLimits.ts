/** What one socket, and one address, may cost the server. All are options of the server. */
export interface TransportLimits {
  readonly messageBytes: number
  readonly messagesPerSecond: number
  readonly messageBurst: number
  readonly socketsPerAddress: number
  /** Sockets in all, of every port and dialect. */
  readonly sockets: number
  /** How long a socket may stay without a hello. */
  readonly helloWithinMs: number
  readonly heartbeatMs: number
  /** A socket from which nothing came for so long, not even the answer to a heartbeat, is gone. */
  readonly idleMs: number
  /** Bytes that may wait to be sent to one socket. */
  readonly queuedBytes: number
  /** How long a closing socket may take before it is cut. */
  readonly closeWithinMs: number
}

export const defaultTransportLimits: TransportLimits = {
  messageBytes: 64 * 1024,
  messagesPerSecond: 30,
  messageBurst: 60,
  socketsPerAddress: 128,
  sockets: 20_000,
  helloWithinMs: 10_000,
  heartbeatMs: 20_000,
  idleMs: 60_000,
  queuedBytes: 1024 * 1024,
  closeWithinMs: 2_000,
}

/** How often sockets are looked after: no deadline is missed by more than a quarter of itself, nor by a second. */
export const roundsEveryMs = (limits: TransportLimits): number =>
  Math.min(1000, Math.min(limits.helloWithinMs, limits.heartbeatMs, limits.idleMs, limits.closeWithinMs) / 4)
