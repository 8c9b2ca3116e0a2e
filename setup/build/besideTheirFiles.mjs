// For the build of what runs outside of windows: files that the code reads from beside itself go along.
import { copyFileSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Folders of the product that have such files, and which they are. */
const patterns = [
  'adapters/**/*.lua',
  'companion/**/*.mkv',
  'session-server/transport/joinPage/*.{html,css,svg,mjs}',
  'app/main/icons/*.png',
]

/**
 * Copies them to the same place below the build, where `import.meta.url` looks for them.
 *
 * @param {string} root
 * @param {string} out
 * @returns {import('vite').Plugin}
 */
export const besideTheirFiles = (root, out) => ({
  name: 'lockstep-beside-their-files',
  closeBundle() {
    for (const file of globSync(patterns, { cwd: root })) {
      mkdirSync(dirname(join(out, file)), { recursive: true })
      copyFileSync(join(root, file), join(out, file))
    }
  },
})
