import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { run, scratchProject, type Outcome, type ScratchProject } from './scratchProject.ts'

let project: ScratchProject
afterEach(() => project.remove())

/** Vitest's JSON report, as far as .ci/run reads it. */
interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[]
}

const green: TestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
}

/** Runs .ci/run with an npm whose tests and checks end as told. */
function ci(ending: {
  readonly report?: TestReport
  readonly testCode?: number
  readonly checkCode?: number
  readonly testBody?: string
}): Promise<Outcome> {
  const { report, testCode = 0, checkCode = 0, testBody = '' } = ending
  const write = report === undefined ? '' : `echo '${JSON.stringify(report)}' > "$LOCKSTEP_TEST_REPORT"`
  const npm = `#!/bin/sh
if [ "$1" = test ]; then
  ${testBody}
  ${write}
  exit ${testCode}
fi
exit ${checkCode}
`
  project = scratchProject({ copied: ['.ci'], files: { 'bin/npm': npm } })
  const PATH = `${join(project.folder, 'bin')}:${process.env['PATH'] ?? ''}`
  return run(join(project.folder, '.ci/run'), [], { cwd: project.folder, env: { ...process.env, PATH } })
}

/** The command line of a process; empty when it has ended, also where nobody has collected it yet. */
const commandOf = (pid: number) => {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

const lastLine = ({ stdout }: Outcome) => stdout.trimEnd().split('\n').at(-1)

describe.runIf(process.platform === 'linux')('.ci/run', () => {
  it('[SU14] counts the tests and ends with 0 when nothing failed', async () => {
    const outcome = await ci({ report: { ...green, numPendingTests: 2 } })
    expect([lastLine(outcome), outcome.code]).toEqual(['3 passed, 0 failed, 2 skipped', 0])
  })

  it('[SU14] counts failed tests, files that do not load and failed checks', async () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ]
    const outcome = await ci({
      report: { ...green, numFailedTests: 1, testResults },
      testCode: 1,
      checkCode: 2,
    })
    expect([lastLine(outcome), outcome.code]).toEqual(['3 passed, 4 failed', 1])
  })

  it('[SU14] counts a run without a report, or a failure that no test explains, as one failure', async () => {
    expect(lastLine(await ci({ testCode: 1 }))).toBe('0 passed, 1 failed')
    project.remove()
    expect(lastLine(await ci({ report: green, testCode: 1 }))).toBe('3 passed, 1 failed')
  })

  it('[SU15] ends what the tests left behind, and counts it as a failure', async () => {
    const testBody = 'setsid sleep 321 >/dev/null 2>&1 & echo "left=$!"'
    const outcome = await ci({ report: green, testBody })
    expect(lastLine(outcome)).toBe('3 passed, 1 failed')
    expect(outcome.stdout).toContain('sleep 321')
    const left = Number(/left=(\d+)/.exec(outcome.stdout)?.[1])
    // It was told to end; when it is gone is the kernel's affair.
    await expect.poll(() => commandOf(left)).toBe('')
  })
})
