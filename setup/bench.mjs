// node setup/bench.mjs <name> [...]: runs bench/<name>/cli.ts; only that of sync needs real players.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const [name = 'sync', ...args] = process.argv.slice(2)
const node = await prepare(needsOf(name === 'sync' ? 'bench' : 'lockstep', args))
await runNode(node, [join(root, 'bench', name, 'cli.ts'), ...args])
