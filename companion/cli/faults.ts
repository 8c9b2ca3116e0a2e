import { writeSync } from 'node:fs'
import { exitCodes } from './exitCodes.ts'
import { faultInWords } from './logFile.ts'
import type { Shell } from './shell.ts'

/** A bug is told in one sentence and ends the process; what developers need is in the log. */
export function endOnFaults({ log }: Shell): void {
  const end = (error: unknown) => {
    log.error({ fault: faultInWords(error) }, 'fault')
    // Last of all, when the terminal has been given back.
    process.once('exit', () =>
      tell(`Lockstep met a fault of its own and ended. What is known of it is in ${log.path}.`),
    )
    process.exit(exitCodes.failed)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

function tell(sentence: string): void {
  try {
    writeSync(2, `${sentence}\n`)
  } catch {
    // Nobody is there to read it.
  }
}
