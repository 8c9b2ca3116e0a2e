// npm run lockstep -- <command> [...]: the companion's command line.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const args = process.argv.slice(2)
const node = await prepare(needsOf('lockstep', args))
await runNode(node, [join(root, 'companion', 'cli.ts'), ...args])
