import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { repository, run, scratchProject, type ScratchProject } from './scratchProject.ts'

/** [rule that must object, file, its source]: one wrong arrow each. */
const planted: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['protocol-imports', 'protocol/up.ts', "import { sync } from '../sync/good.ts'\nexport const up = sync"],
  ['protocol-no-node', 'protocol/io.ts', "import { sep } from 'node:path'\nexport const io = sep"],
  [
    'protocol-packages',
    'protocol/socket.ts',
    "import { WebSocket } from 'ws'\nexport const socket = WebSocket",
  ],
  [
    'sync-imports',
    'sync/up.ts',
    "import { platform } from '../platform/good.ts'\nexport const up = platform",
  ],
  ['sync-no-node', 'sync/io.ts', "import { sep } from 'path'\nexport const io = sep"],
  ['sync-packages', 'sync/schema.ts', "import { z } from 'zod'\nexport const schema = z"],
  ['platform-no-node', 'platform/io.ts', "import { sep } from 'node:path'\nexport const io = sep"],
  [
    'adapters-imports',
    'adapters/up.ts',
    "import { platform } from '../platform/good.ts'\nexport { platform }",
  ],
  [
    'adapters-native-imports',
    'adapters/mpv/up.ts',
    "import { platform } from '../../platform/good.ts'\nexport { platform }",
  ],
  ['adapters-no-node', 'adapters/html5/io.ts', "import { sep } from 'node:path'\nexport const io = sep"],
  ['player-no-node', 'adapters/player.ts', "import { sep } from 'node:path'\nexport const player = sep"],
  ['jellyfin-imports', 'jellyfin/up.ts', "import { sync } from '../sync/good.ts'\nexport const up = sync"],
  [
    'sdk-types-only',
    'jellyfin/sdk.ts',
    "import { Jellyfin } from '@jellyfin/sdk'\nexport const sdk = Jellyfin",
  ],
  [
    'companion-imports',
    'companion/up.ts',
    "import type { Mpv } from '../adapters/mpv/good.ts'\nexport type Up = Mpv",
  ],
  ['companion-roots', 'companion/root.ts', "import { cli } from './cli/good.ts'\nexport const root = cli"],
  ['shipped-packages', 'companion/dev.ts', "import fc from 'fast-check'\nexport const dev = fc"],
  [
    'companion-cli-imports',
    'companion/cli/test.ts',
    "import { t } from '../../tests/t.ts'\nexport const test = t",
  ],
  [
    'room-imports',
    'session-server/room/up.ts',
    "import { host } from '../host/good.ts'\nexport const up = host",
  ],
  ['room-no-node', 'session-server/room/io.ts', "import { sep } from 'node:path'\nexport const io = sep"],
  [
    'stores-and-buses',
    'session-server/host/db.ts',
    "import { db } from '../storage/db.ts'\nexport const host = db",
  ],
  [
    'transport-is-an-edge',
    'session-server/host/net.ts',
    "import { ws } from '../transport/ws.ts'\nexport { ws }",
  ],
  [
    'session-server-imports',
    'session-server/host/app.ts',
    "import { root } from '../../companion/root.ts'\nexport { root }",
  ],
  [
    'session-server-roots',
    'session-server/host/main.ts',
    "import { server } from '../server.ts'\nexport { server }",
  ],
  [
    'renderer-imports',
    'app/renderer/up.ts',
    "import { root } from '../../companion/root.ts'\nexport { root }",
  ],
  [
    'stand-in-imports',
    'demo/library/up.ts',
    "import { root } from '../../companion/root.ts'\nexport { root }",
  ],
  [
    'stand-in-imports',
    'demo/films/up.ts',
    "import { mpv } from '../../adapters/mpv/good.ts'\nexport { mpv }",
  ],
  ['setup-imports', 'setup/up.mjs', "import { sync } from '../sync/good.ts'\nexport const up = sync"],
  ['known-folder', 'helpers/up.ts', "import { sync } from '../sync/good.ts'\nexport const up = sync"],
  ['resolves', 'sync/lost.ts', "import { lost } from './nowhere.ts'\nexport const found = lost"],
  ['no-circular', 'sync/egg.ts', "import type { Hen } from './hen.ts'\nexport type Egg = Hen"],
]

/** Files whose arrows are all in the table: no rule may object to them. */
const clean: Readonly<Record<string, string>> = {
  'protocol/good.ts': "import { z } from 'zod'\nexport const protocol = z",
  'sync/good.ts': "import { protocol } from '../protocol/good.ts'\nexport const sync = protocol",
  'sync/hen.ts': "import type { Egg } from './egg.ts'\nexport type Hen = Egg",
  'platform/good.ts': "import { sync } from '../sync/good.ts'\nexport const platform = sync",
  'platform/good.node.ts': "import { sep } from 'node:path'\nexport const good = sep",
  'adapters/mpv/good.ts': "import { sep } from 'node:path'\nexport const mpv = sep\nexport type Mpv = string",
  'jellyfin/good.ts': "import type { Api } from '@jellyfin/sdk'\nexport type Good = Api",
  'companion/cli/good.ts': "import { mpv } from '../../adapters/mpv/good.ts'\nexport const cli = mpv",
  'session-server/host/good.ts':
    "import { platform } from '../../platform/good.ts'\nexport const host = platform",
  'session-server/storage/db.ts': 'export const db = 1',
  'session-server/transport/ws.ts': "import { host } from '../host/good.ts'\nexport const ws = host",
  'session-server/server.ts': "import { db } from './storage/db.ts'\nexport const server = db",
  'demo/good.ts': "import { mpv } from '../adapters/mpv/good.ts'\nexport const demo = mpv",
  'tests/t.ts': "import { demo } from '../demo/good.ts'\nexport const t = demo",
}

const cruised = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

describe('the layer table', () => {
  let project: ScratchProject
  let violations: z.infer<typeof cruised>['summary']['violations'] = []

  beforeAll(async () => {
    const files = { ...clean, ...Object.fromEntries(planted.map(([, file, source]) => [file, source])) }
    project = scratchProject({
      copied: ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json', 'tsconfig.base.json'],
      files,
    })
    const cruise = join(repository, 'node_modules/.bin/depcruise')
    const args = [cruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '.']
    const { stdout, stderr } = await run(process.execPath, args, { cwd: project.folder })
    if (stderr !== '') throw new Error(stderr)
    violations = cruised.parse(JSON.parse(stdout)).summary.violations
  }, 60_000)

  afterAll(() => project.remove())

  it.each(planted)('[SU10] %s objects to %s', (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(
      rule,
    )
  })

  it('[SU10] does not object to arrows that are in the table', () => {
    expect(violations.filter(({ from }) => from in clean)).toEqual([])
  })
})
