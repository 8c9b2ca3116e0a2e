import { monitorEventLoopDelay } from 'node:perf_hooks'
import { targetQuestionSchema, type TargetFigures } from './control.ts'

/** How often the event loop is looked at; Node's histogram counts this time as well. */
const lookEveryMs = 10

/**
 * Answers questions about this process over the channel to its parent, which alone can ask them, and ends with it.
 * Collecting needs Node's `--expose-gc`.
 */
export function answerQuestions(faults: () => number = () => 0): void {
  const lag = monitorEventLoopDelay({ resolution: lookEveryMs })
  lag.enable()
  process.once('disconnect', () => process.exit())
  process.on('message', (question) => {
    if (targetQuestionSchema.parse(question) === 'figures-after-collection') globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    const late = (ns: number) => Math.max(0, ns / 1e6 - lookEveryMs)
    const figures: TargetFigures = {
      rssBytes: rss,
      heapBytes: heapUsed,
      lagP99Ms: late(lag.percentile(99)),
      lagMaxMs: late(lag.max),
      faults: faults(),
    }
    lag.reset()
    process.send?.(figures)
  })
}
