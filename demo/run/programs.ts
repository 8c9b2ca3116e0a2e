import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** The Node that runs this program runs its children too. */
export const node = process.execPath

export const companionEntry = join(root, 'companion', 'cli.ts')
