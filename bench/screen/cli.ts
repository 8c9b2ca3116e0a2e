import { runBench } from '../support/runBench.ts'
import { measureScreen } from './measure.ts'
import { readScreenOptions, screenHelp } from './options.ts'
import { screenJson, screenMarkdown } from './report.ts'

process.exitCode = await runBench({
  name: 'screen',
  read: readScreenOptions,
  help: screenHelp,
  measure: measureScreen,
  print: (report, { json }) => (json ? `${screenJson(report)}\n` : screenMarkdown(report)),
  files: (report) => ({ md: screenMarkdown(report), json: `${screenJson(report, 2)}\n` }),
  exitCode: () => 0,
})
