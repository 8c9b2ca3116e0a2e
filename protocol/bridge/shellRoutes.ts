/** Where the browser shell answers, beside the files of the windows and `picturesPath`. */
export const shellRoutes = {
  /**
   * `POST` with `{ "key": string }` as JSON takes the one-time key of the address and gives the window's cookie: 204, or
   * 401 when the key is wrong or used up. `GET` says whether the cookie is good: 204 or 401.
   */
  session: '/session',
  /** The WebSocket of a window, for whoever has the cookie. */
  wire: '/bridge',
} as const

/** `<address>#key=<key>`: a fragment reaches no server and no log. */
const keyPattern = /^#key=([A-Za-z0-9_-]{16,200})$/

/** The one-time key in an address's fragment; null = there is none. */
export const keyInFragment = (fragment: string): string | null => keyPattern.exec(fragment)?.[1] ?? null

export const fragmentWithKey = (key: string): string => `#key=${key}`
