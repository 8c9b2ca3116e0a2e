/** One way in which a request is refused or a session ended. */
export interface Reason {
  /** The WebSocket close code when the session ends; null when only the request is refused. */
  readonly closes: number | null
  /** The HTTP status with which REST refuses so. */
  readonly http: number
  /** The same request may succeed later without anybody changing anything. */
  readonly retryable: boolean
  readonly sentence: string
  readonly nextStep: string
}
