/** Where the operator reads what happened; pino's loggers fit. No token, no address of a member is ever written. */
export interface Log {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}
