// npm test [-- vitest arguments]: every test, once.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

process.chdir(root)
const args = process.argv.slice(2)
const node = await prepare(needsOf('test', args))
await runNode(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args])
