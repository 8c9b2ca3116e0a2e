/** What REST may be asked, per minute and for each of those named. All are options of the server. */
export interface RestLimits {
  readonly requestsOfAddress: number
  readonly requestsOfPerson: number
  readonly roomsCreated: number
  readonly roomJoined: number
  /** Longest body, bytes. */
  readonly bodyBytes: number
}

export const defaultRestLimits: RestLimits = {
  requestsOfAddress: 1200,
  requestsOfPerson: 300,
  roomsCreated: 20,
  roomJoined: 25,
  bodyBytes: 64 * 1024,
}
