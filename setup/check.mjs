// npm run check: every check that is not a test, one after the other. The exit code is the number of failed ones.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { prepare } from './prepare.mjs'
import { root } from './root.mjs'

const CHECKS = ['types', 'lint', 'layers', 'format', 'dead', 'spec', 'lock']

await prepare({ programs: [], required: false })
const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const failed = CHECKS.filter((check) => {
  console.log(`\n== ${check}: ${scripts[check]}`)
  const { status } = spawnSync(scripts[check], {
    cwd: root,
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  })
  return status !== 0
})

const verdict = failed.length === 0 ? '' : `: ${failed.join(', ')}`
console.log(`\nchecks: ${CHECKS.length - failed.length} passed, ${failed.length} failed${verdict}`)
process.exit(failed.length)
