import { success } from '../../protocol/result.ts'
import { runBench } from '../support/runBench.ts'
import { measureUi } from './measure.ts'
import { readUiOptions, uiHelp } from './options.ts'
import { uiReport } from './report.ts'

process.exitCode = await runBench({
  name: 'ui',
  read: readUiOptions,
  help: uiHelp,
  measure: async (running) => {
    const figures = await measureUi(running)
    return figures.ok ? success(uiReport(running, figures.value)) : figures
  },
  print: ({ text }) => text,
  files: ({ text, figures }) => ({ md: text, json: `${JSON.stringify(figures, null, 2)}\n` }),
  exitCode: () => 0,
})
