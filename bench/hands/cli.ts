import { success } from '../../protocol/result.ts'
import { runBench } from '../support/runBench.ts'
import { measureHands } from './measure.ts'
import { handsHelp, readHandsOptions } from './options.ts'
import { handsReport } from './report.ts'

process.exitCode = await runBench({
  name: 'hands',
  read: readHandsOptions,
  help: handsHelp,
  measure: async (running) => {
    running.onProgress(`seed ${running.options.seed}`)
    const figures = await measureHands(running.options, running)
    return figures.ok ? success(handsReport(running, figures.value)) : figures
  },
  print: ({ text }) => text,
  files: ({ text }) => ({ md: text }),
  exitCode: ({ complaints }) => (complaints.length === 0 ? 0 : 1),
})
