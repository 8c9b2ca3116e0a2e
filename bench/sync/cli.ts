import { runBench } from '../support/runBench.ts'
import { measure } from './measure.ts'
import { benchHelp, readBenchOptions } from './options.ts'
import { reportJson } from './report.ts'
import { reportMarkdown, reportText } from './tables.ts'

process.exitCode = await runBench({
  name: 'sync',
  read: readBenchOptions,
  help: benchHelp,
  measure: (running) => {
    if (running.options.line !== null) running.onProgress(`seed ${running.options.seed}`)
    return measure(running)
  },
  print: (report, { json }) => (json ? `${reportJson(report)}\n` : reportText(report)),
  files: (report) => ({ md: reportMarkdown(report), json: `${reportJson(report, 2)}\n` }),
  exitCode: () => 0,
})
