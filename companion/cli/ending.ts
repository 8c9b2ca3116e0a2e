import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'

/** The one way in which something that runs until further notice ends, whoever asks for it. */
export interface Ending {
  /** Why it ended: a problem, or null when a person asked for it. Settles with the first reason. */
  readonly reason: Promise<Problem | null>
  /** Ends it; only the first call counts. */
  end(problem: Problem | null): void
  /** Stops listening for signals. */
  readonly release: Cancel
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ends on a signal, and when whoever reads our output is gone. */
export function createEnding(stdout: NodeJS.Process['stdout']): Ending {
  let settle: (problem: Problem | null) => void = () => {}
  const reason = new Promise<Problem | null>((resolve) => {
    settle = resolve
  })
  const stop = () => settle(null)
  for (const signal of signals) process.on(signal, stop)
  stdout.on('error', stop)
  const release = () => {
    for (const signal of signals) process.off(signal, stop)
    stdout.off('error', stop)
  }
  return { reason, end: (problem) => settle(problem), release }
}
