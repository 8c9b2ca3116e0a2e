// node .ci/count.mjs <vitest's JSON> <exit code of npm test> <exit code of npm run check> <1 when processes were left behind>
// Prints the last line of .ci/run and exits 1 when anything failed.
import { existsSync, readFileSync } from 'node:fs'

const [reportFile = '', testCode = '1', checkCode = '0', leftBehind = '0'] = process.argv.slice(2)
const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined

const passed = report?.numPassedTests ?? 0
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
// A file that could not even be loaded has no tests to count: it is one failure.
const failedTests = report?.numFailedTests ?? 0
const brokenFiles = (report?.testResults ?? []).filter(
  (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
).length
const counted = failedTests + brokenFiles
// npm test can fail without a failed test: an error outside of tests, a crash, the time limit, a set-up that failed.
const unexplained = counted === 0 && (testCode !== '0' || report === undefined) ? 1 : 0
// npm run check ends with the number of failed checks; 124 and above is the time limit or a signal.
const failedChecks = Number(checkCode) < 100 ? Number(checkCode) : 1
const failed = counted + unexplained + failedChecks + Number(leftBehind)

if (unexplained > 0) console.log(`npm test ended with exit code ${testCode} although no test failed`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)
