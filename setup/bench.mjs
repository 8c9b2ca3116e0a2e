// node setup/bench.mjs <name> [...]: runs bench/<name>/cli.ts; those of sync, screen and hands need real players.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const [name = 'sync', ...args] = process.argv.slice(2)
const needsPlayers = ['sync', 'screen', 'hands'].includes(name)
const node = await prepare(needsPlayers ? needsOf('bench', [name, ...args]) : needsOf('lockstep', args))
await runNode(node, [join(root, 'bench', name, 'cli.ts'), ...args])
