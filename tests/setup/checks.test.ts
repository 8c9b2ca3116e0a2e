import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { run, scratchProject, type Outcome, type ScratchProject } from './scratchProject.ts'

let project: ScratchProject
afterEach(() => project.remove())

/** Runs one of our own checks in a project made of the given files. */
function check(name: 'spec' | 'lock', files: Readonly<Record<string, string>>): Promise<Outcome> {
  project = scratchProject({ copied: ['setup/checks'], files })
  return run(process.execPath, [join(project.folder, `setup/checks/${name}.mjs`)], { cwd: project.folder })
}

const spec = (...rules: string[]) => rules.map((rule) => `- **${rule}** A rule.\n`).join('')

describe('spec', () => {
  it('[SU12] passes when every rule has a test and every number a rule', async () => {
    const tests =
      "it('[CO1] one')\nit.each([1])('[CO2] [TL3] two %s')\ntest.prop([x])(`[DR1, DR2] three ${y}`, () => {})\n"
    const { code } = await check('spec', {
      'SPEC.md': spec('CO1', 'CO2', 'TL3', 'DR1', 'DR2'),
      'tests/sync/all.test.ts': tests,
    })
    expect(code).toBe(0)
  })

  it('[SU12] names the rule that no test carries', async () => {
    const outcome = await check('spec', {
      'SPEC.md': spec('CO1', 'CO2'),
      'tests/a.test.ts': "it('[CO1] one')",
    })
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toBe('SPEC.md: no test carries CO2\n')
  })

  it('[SU12] names the test whose number is no rule', async () => {
    const outcome = await check('spec', {
      'SPEC.md': spec('CO1'),
      'tests/a.test.ts': "it('[CO1] one')\nit('[CO9] nine')",
    })
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toBe('tests/a.test.ts:2 carries CO9, which is no rule of SPEC.md\n')
  })

  it('[SU12] does not take a number in a comment or in the body for a test', async () => {
    const tests = "// it('[CO1] one')\nit('one', () => '[CO1]')"
    expect((await check('spec', { 'SPEC.md': spec('CO1'), 'tests/a.test.ts': tests })).code).toBe(1)
  })

  it('[SU12] refuses two rules with one number', async () => {
    const outcome = await check('spec', {
      'SPEC.md': spec('CO1', 'CO1'),
      'tests/a.test.ts': "it('[CO1] one')",
    })
    expect(outcome.stderr).toBe('SPEC.md: CO1 is there twice\n')
  })
})

interface LockPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly resolved?: string
  readonly integrity?: string
}

/** A manifest and its lock; `app` is the project's one dependency. */
function lockFiles(packages: Readonly<Record<string, LockPackage>>, version = '1.0.0') {
  const dependencies = { app: version }
  const manifest = { dependencies }
  return {
    'package.json': JSON.stringify({ type: 'module', ...manifest }),
    'package-lock.json': JSON.stringify({ packages: { '': manifest, ...packages } }),
  }
}

describe('lock', () => {
  const app = { integrity: 'sha512-a', optionalDependencies: { 'app-linux': '1.0.0' } }

  it('[SU13] passes when every optional package is there, nested or not', async () => {
    const nested = { 'node_modules/app/node_modules/app-linux': { integrity: 'sha512-b' } }
    expect((await check('lock', lockFiles({ 'node_modules/app': app, ...nested }))).code).toBe(0)
    project.remove()
    const flat = { 'node_modules/app-linux': { integrity: 'sha512-b' } }
    expect((await check('lock', lockFiles({ 'node_modules/app': app, ...flat }))).code).toBe(0)
  })

  it('[SU13] names the optional package that the lock does not hold', async () => {
    const outcome = await check('lock', lockFiles({ 'node_modules/app': app }))
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toBe('node_modules/app needs app-linux, which the lock does not hold\n')
  })

  it('[SU13] refuses download addresses, missing checksums and versions that are not exact', async () => {
    const packages = { 'node_modules/app': { resolved: 'https://packages.example/app.tgz' } }
    const outcome = await check('lock', lockFiles(packages, '^1.0.0'))
    expect(outcome.stderr).toContain('names a download address')
    expect(outcome.stderr).toContain('has no integrity')
    expect(outcome.stderr).toContain('app is not pinned: ^1.0.0')
  })
})
