// npm run lockstep -- <command> [...]: the companion's command line.
import { join } from 'node:path'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const args = process.argv.slice(2)
// A server lives long and is small: with V8's own 16 MB for what is new, twice over, it grows by 70 MB under load.
const isServer = args[0] === 'serve'
const flags = isServer ? ['--max-semi-space-size=8'] : []
// One arena of memory instead of one for each thread, of which most stay empty: 18 MB less with 4,000 members.
const env = isServer ? { MALLOC_ARENA_MAX: '1' } : {}
const node = await prepare(needsOf('lockstep', args))
await runNode(node, [...flags, join(root, 'companion', 'cli.ts'), ...args], env)
