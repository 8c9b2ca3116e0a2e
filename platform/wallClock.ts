/** The time of day in ms since 1970. It may jump; use it only for what has to survive the process. */
export const wallNowMs = (): number => Date.now()
