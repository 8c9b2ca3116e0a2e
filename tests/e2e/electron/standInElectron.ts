import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'

/** By this and the ten bytes behind it the packager finds the fuses in Electron's program (@electron/fuses). */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As many as Electron 45 has. */
const fuseCount = 9

/** A folder with what the packager looks for in one of Electron: nothing in it runs. */
export async function writeStandInElectron(folder: string): Promise<string> {
  const [dist, app] = [join(folder, 'electron'), join(folder, 'default-app')]
  await mkdir(join(dist, 'resources'), { recursive: true })
  await mkdir(join(dist, 'locales'))
  await mkdir(app)
  await writeFile(join(app, 'package.json'), '{"name":"default","main":"main.js"}')
  await writeFile(join(app, 'main.js'), '')
  await createPackage(app, join(dist, 'resources', 'default_app.asar'))
  const fuses = Buffer.from([1, fuseCount, ...Buffer.from('0'.repeat(fuseCount))])
  await writeFile(join(dist, 'electron'), Buffer.concat([Buffer.from(`stand-in ${fuseMark}`), fuses]))
  await chmod(join(dist, 'electron'), 0o755)
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version']) await writeFile(join(dist, file), '')
  return dist
}
