import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, '.github', 'workflows')
const readYaml = (path: string): unknown => parse(readFileSync(path, 'utf8'), { strict: true })

/** As much of GitHub's syntax as is used here; a key that is misspelt, or not known, is found. */
const condition = z.literal('success() || failure()').optional()
const used = z.strictObject({
  if: condition,
  uses: z.string().regex(/^actions\/(checkout|setup-node|upload-artifact)@v\d+$/),
  with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
const run = z.strictObject({
  if: condition,
  run: z.string().min(1),
  env: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string().regex(/^\$\{\{ .+ \}\}$/)).optional(),
})
const job = z.strictObject({
  strategy: z
    .strictObject({
      'fail-fast': z.boolean(),
      matrix: z.strictObject({ system: z.array(z.string().regex(/^(ubuntu|windows|macos)-latest$/)) }),
    })
    .optional(),
  'runs-on': z.enum(['ubuntu-latest', '${{ matrix.system }}']),
  'timeout-minutes': z.int().positive(),
  steps: z.array(z.union([used, run])).min(1),
})
const push = z.strictObject({
  branches: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
})
const workflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    push: push.optional(),
    pull_request: z.null().optional(),
    workflow_dispatch: z.null().optional(),
  }),
  jobs: z.record(z.string(), job),
})

const readWorkflow = (name: string) => workflow.parse(readYaml(join(folder, name)))
type Step = z.infer<typeof job>['steps'][number]
const stepsOf = (name: string): readonly Step[] =>
  Object.values(readWorkflow(name).jobs).flatMap(({ steps }) => steps)
const commandsOf = (name: string) => stepsOf(name).flatMap((step) => ('run' in step ? [step.run] : []))

const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts

const targets = z.object({ target: z.array(z.string()) })
const packing = z
  .object({
    directories: z.object({ output: z.string() }),
    ...{ linux: targets, win: targets, mac: targets },
  })
  .parse(readYaml(join(root, 'electron-builder.yml')))

/** What the file of a target ends with: https://www.electron.build/#features */
const endings: Readonly<Record<string, string>> = { nsis: 'exe', portable: 'exe' }

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  it('[SU18] is written as workflows are, and runs only what is here', () => {
    expect(commandsOf(name).length).toBeGreaterThan(0)
    const words = commandsOf(name).map((command) => command.split(' '))
    const named = words.flatMap(([npm, run, script]) => (npm === 'npm' && run === 'run' ? [script] : []))
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
    const paths = words.flat().filter((word) => /^(\.\w+|tests)\//.test(word))
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

it('[SU18] packages are made on three systems, and every kind of them is kept', () => {
  const [packs] = Object.values(readWorkflow('package.yml').jobs)
  expect(packs?.strategy?.matrix.system).toEqual(['ubuntu-latest', 'windows-latest', 'macos-latest'])
  const kept = stepsOf('package.yml')
    .flatMap((step) => ('uses' in step ? [String(step.with?.['path'] ?? '')] : []))
    .flatMap((paths) => paths.split('\n').filter(Boolean))
  const made = [packing.linux, packing.win, packing.mac].flatMap(({ target }) => target)
  const expected = made.map((target) => `${packing.directories.output}/*.${endings[target] ?? target}`)
  expect(new Set(kept)).toEqual(new Set(expected))
})
