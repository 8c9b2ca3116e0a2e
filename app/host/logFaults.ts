import { faultInWords, type LogFile } from '../../companion/cli/logFile.ts'

/** For errors that nobody expected: into the log, without what is secret. */
export const faultLogger =
  (log: Pick<LogFile, 'error'>) =>
  (error: unknown): void =>
    log.error({ fault: faultInWords(error) }, 'a bug')

/** A promise that nobody waited for is no reason to end a film: what became of it is in the log. */
export const outliveFaults = (log: Pick<LogFile, 'error'>): void =>
  void process.on('unhandledRejection', faultLogger(log))
