// npm start [-- --demo ...]: the companion, or with --demo two members and two players on this machine.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const args = process.argv.slice(2)
const isDemo = args.includes('--demo')
const entry = isDemo ? ['demo', 'cli.ts'] : ['companion', 'cli.ts']
const node = await prepare(needsOf(isDemo ? 'demo' : 'start', args))
await runNode(node, [join(root, ...entry), ...args.filter((arg) => arg !== '--demo')])
