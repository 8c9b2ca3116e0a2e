// npm run lockstep -- <command> [...]: the companion's command line.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const args = process.argv.slice(2)
// A server lives long and is small: with V8's own 16 MB for what is new, twice over, it grows by 70 MB under load.
const flags = args[0] === 'serve' ? ['--max-semi-space-size=8'] : []
const node = await prepare(needsOf('lockstep', args))
await runNode(node, [...flags, join(root, 'companion', 'cli.ts'), ...args])
