/** Where this folder tells developers what happened. Neither fields nor text ever carry a token, or a URL's query. */
export interface Logger {
  warn(fields: Readonly<Record<string, unknown>>, text: string): void
  debug(fields: Readonly<Record<string, unknown>>, text: string): void
}

export const silentLogger: Logger = { warn: () => undefined, debug: () => undefined }
