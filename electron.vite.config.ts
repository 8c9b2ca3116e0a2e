import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { besideTheirFiles } from './setup/build/besideTheirFiles.mjs'
import { earlyLinks } from './setup/build/earlyLinks.mjs'

const at = (path: string) => resolve(import.meta.dirname, path)
const mainEntry = at('app/main/main.ts')
const preloadEntry = at('app/main/preload.ts')
const firstScript = at('app/renderer/main.ts')
const windowScript = at('app/renderer/showWindow.tsx')

/**
 * What runs outside of the window. The files stay apart and in their folders, because some of them have scripts, clips
 * and pages beside them; shipped packages stay where they are.
 */
const main = {
  plugins: [besideTheirFiles(at('.'), at('out/main'))],
  build: {
    outDir: at('out/main'),
    emptyOutDir: true,
    rollupOptions: {
      input: { 'app/main/main': mainEntry, 'app/main/serverProcess': at('app/main/serverProcess.ts') },
      output: {
        preserveModules: true,
        preserveModulesRoot: at('.'),
        entryFileNames: '[name].js',
      },
    },
  },
}

/** A sandboxed preload is CommonJS, and may require nothing but Electron: all else is bundled. */
const preload = {
  build: {
    outDir: at('out/preload'),
    externalizeDeps: false,
    rollupOptions: {
      input: { preload: preloadEntry },
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
    },
  },
}

/** The windows. Addresses are relative, because one build is served from `app://` and from loopback alike. */
const renderer = {
  root: at('app/renderer'),
  base: './',
  plugins: [react(), earlyLinks(windowScript)],
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome120', 'firefox121', 'safari17'],
    minify: true,
    // A strict policy lets no font and no picture come from `data:` addresses in a style.
    assetsInlineLimit: 0,
    // kB, before compression: the window is one file on purpose.
    chunkSizeWarningLimit: 800,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: at('app/renderer/index.html'),
      output: {
        // Modules are run in the order in which they are imported, whatever file they stand in.
        strictExecutionOrder: true,
        codeSplitting: {
          // What opens every window is two files, the small first one and all else; screens have files of their own.
          groups: [
            { name: 'first', test: (id: string) => id === firstScript, priority: 2 },
            { name: 'window', test: (id: string) => id === windowScript, priority: 1 },
          ],
        },
      },
    },
  },
}

export default defineConfig({
  ...(existsSync(mainEntry) ? { main } : {}),
  ...(existsSync(preloadEntry) ? { preload } : {}),
  renderer,
})
