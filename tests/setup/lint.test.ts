import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { repository, run, scratchProject, type ScratchProject } from './scratchProject.ts'

const manyLines = (count: number) => 'export const lines = [\n' + '  1,\n'.repeat(count) + ']\n'
const longFunction = `export function long() {\n${'  void 0\n'.repeat(81)}}\n`
const union = "type Way = 'hold' | 'seek'\n"

/** [rule that must object, file, its source]: one fault each. */
const planted: readonly (readonly [rule: string, file: string, source: string])[] = [
  [
    'typescript(no-floating-promises)',
    'sync/float.ts',
    'export const run = (job: () => Promise<void>) => {\n  job()\n}',
  ],
  [
    'typescript(no-misused-promises)',
    'sync/misused.ts',
    'export const run = (jobs: number[], job: (n: number) => Promise<void>) => jobs.forEach(async (n) => job(n))',
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    'sync/partial.ts',
    `${union}export function go(way: Way): void {\n  switch (way) {\n    case 'hold':\n      return\n  }\n}`,
  ],
  ['typescript(no-explicit-any)', 'sync/any.ts', 'export const some: any = 1'],
  ['typescript(no-unsafe-assignment)', 'sync/leak.ts', "export const leak: { a: string } = JSON.parse('{}')"],
  ['typescript(no-non-null-assertion)', 'sync/sure.ts', 'export const sure = (list: number[]) => list[0]!'],
  ['typescript(ban-ts-comment)', 'sync/silenced.ts', '// @ts-ignore\nexport const silenced = 1'],
  [
    'typescript(consistent-type-imports)',
    'sync/types.ts',
    "import { Way } from './way.ts'\nexport type Two = Way | null",
  ],
  ['eslint(max-lines)', 'sync/large.ts', manyLines(300)],
  ['eslint(max-lines-per-function)', 'sync/long.ts', longFunction],
  ['eslint(max-params)', 'sync/params.ts', 'export const add = (a: 1, b: 1, c: 1, d: 1) => [a, b, c, d]'],
  ['import(no-default-export)', 'sync/default.ts', 'export default 1'],
  ['eslint(no-restricted-properties)', 'companion/now.ts', 'export const nowMs = () => Date.now()'],
  ['eslint(no-restricted-properties)', 'jellyfin/chance.ts', 'export const chance = () => Math.random()'],
  ['lockstep(no-ambient-date)', 'jellyfin/today.ts', 'export const today = () => new Date().toISOString()'],
  [
    'lockstep(no-module-state)',
    'companion/state.ts',
    'export let count = 0\nexport const more = () => count++',
  ],
  ['lockstep(no-inheritance)', 'adapters/heir.ts', 'class Base {}\nexport class Heir extends Base {}'],
  ['lockstep(no-vague-names)', 'sync/utils.ts', 'export const one = 1'],
  ['lockstep(no-vague-names)', 'companion/rooms.ts', 'export interface RoomManager {\n  id: string\n}'],
  ['eslint(no-console)', 'companion/talk.ts', "export const talk = () => console.log('hello')"],
  [
    'vitest(no-focused-tests)',
    'tests/only.test.ts',
    "import { expect, it } from 'vitest'\nit.only('adds', () => expect(1).toBe(1))",
  ],
  ['vitest(expect-expect)', 'tests/empty.test.ts', "import { it } from 'vitest'\nit('adds', () => {})"],
]

/** No rule may object to these: the exceptions that the rules make. */
const clean: Readonly<Record<string, string>> = {
  'sync/way.ts': "export type Way = 'hold' | 'seek'",
  'platform/systemClock.ts': 'export const nowMs = () => Date.now() + performance.now() + Math.random()',
  'jellyfin/ticks.ts': 'export const asDate = (ms: number) => new Date(ms)',
  'companion/cli.ts': "console.log('hello')",
  'adapters/fault.ts': 'export class Fault extends Error {}',
  'some.config.ts': 'export default {}',
}

const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

describe('the lint rules', () => {
  let project: ScratchProject
  let found: z.infer<typeof report>['diagnostics'] = []

  beforeAll(async () => {
    const files = {
      ...clean,
      ...Object.fromEntries(planted.map(([, file, source]) => [file, `${source}\n`])),
    }
    const copied = [
      '.oxlintrc.json',
      'setup/checks/lintRules.mjs',
      'package.json',
      'tsconfig.json',
      'tsconfig.base.json',
    ]
    project = scratchProject({ copied, files })
    const oxlint = join(repository, 'node_modules/.bin/oxlint')
    const { stdout } = await run(process.execPath, [oxlint, '.', '--format', 'json'], { cwd: project.folder })
    found = report.parse(JSON.parse(stdout)).diagnostics
  }, 60_000)

  afterAll(() => project.remove())

  it.each(planted)('[SU11] %s objects to %s', (rule, file) => {
    expect(found.filter(({ filename }) => filename === file).map(({ code }) => code)).toContain(rule)
  })

  it('[SU11] does not object to the exceptions', () => {
    expect(found.filter(({ filename }) => filename in clean)).toEqual([])
  })
})
