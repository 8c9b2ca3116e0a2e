import { existsSync, readFileSync, realpathSync, utimesSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createFreshMachine, type FreshMachine } from './freshMachine.ts'

let machine: FreshMachine
afterEach(() => machine.remove())

describe('packages', () => {
  it('[SU1] installs the packages of the lock when there are none', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    const { code, stderr } = await machine.run('start.mjs')
    expect(code).toBe(0)
    expect(machine.calls('npm')).toEqual(['ci --loglevel=error --no-fund --no-audit'])
    expect(stderr).toContain('installing the packages')
  })

  it('[SU1] installs nothing when the packages are those of the lock', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    await machine.run('start.mjs')
    const { stderr } = await machine.run('start.mjs')
    expect(machine.calls('npm')).toHaveLength(1)
    expect(stderr).toBe('')
  })

  it('[SU1] installs again when the lock asks for another version', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    await machine.run('start.mjs')
    machine.write('package-lock.json', lockWith('2.0.0'))
    await machine.run('start.mjs')
    expect(machine.calls('npm')).toHaveLength(2)
  })

  it('[SU1] does not miss optional packages of other systems', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    await machine.run('start.mjs')
    const other = { 'node_modules/other-system': { version: '1.0.0', optional: true } }
    machine.write('package-lock.json', JSON.stringify({ packages: { ...lockPackages('1.0.0'), ...other } }))
    await machine.run('start.mjs')
    expect(machine.calls('npm')).toHaveLength(1)
  })

  it('[SU1] ends with a sentence and the exit code of npm when npm ci fails', async () => {
    machine = createFreshMachine({ programs: ['mpv'], npmExitCode: 7 })
    const { code, stderr } = await machine.run('start.mjs')
    expect(code).toBe(7)
    expect(stderr).toContain('npm ci failed')
  })
})

describe('the Node to run with', () => {
  it('[SU2] takes the Node of the lock before the one of the system', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    machine.write('node_modules/.bin/node', `#!/bin/sh\nPINNED=yes exec ${process.execPath} "$@"\n`)
    expect(machine.started(await machine.run('start.mjs')).pinned).toBe('yes')
  })

  it('[SU2] passes by a Node of the lock that cannot run here', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    machine.write('node_modules/.bin/node', '#!/bin/sh\nexit 127\n')
    expect(machine.started(await machine.run('start.mjs')).pinned).toBeUndefined()
  })

  it('[SU2] says in one sentence that Node is too old', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    machine.write('old.cjs', "Object.defineProperty(process, 'version', { value: 'v20.1.0' })")
    const { code, stdout, stderr } = await machine.run('start.mjs', [], {
      NODE_OPTIONS: '--require ./old.cjs',
    })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /needs Node\.js 24\.11 or newer and this is v20\.1\.0; install .* run the command again\n$/,
    )
  })
})

/** Every Node of this machine but those of packages: one of them may be too old for the project. */
const nodesOnPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .filter((node) => existsSync(node))
const systemNodes = [...new Set(nodesOnPath.map((node) => realpathSync(node)))]

describe.runIf(systemNodes.length > 0)('a Node of the system', () => {
  it.each([
    ['start.mjs', []],
    ['start.mjs', ['--demo']],
    ['start.mjs', ['--demo', '--browser']],
    ['lockstep.mjs', ['join', 'link']],
    ['bench.mjs', ['sync']],
  ])('[SU19] begins %s %j, whichever it is, and the Node of the lock goes on', async (script, args) => {
    machine = createFreshMachine({ programs: ['mpv', 'ffmpeg', 'Xvfb'] })
    machine.write('node_modules/.bin/node', `#!/bin/sh\nPINNED=yes exec ${process.execPath} "$@"\n`)
    for (const node of systemNodes) {
      const { code, stdout, stderr } = await machine.runWith(node, script, args)
      expect([code, stderr.includes('SyntaxError')]).toEqual([0, false])
      expect(machine.started({ code, stdout, stderr }).pinned).toBe('yes')
    }
  })
})

describe.runIf(process.platform === 'linux')('programs of the system', () => {
  it('[SU3] installs what is missing with apt where that needs no question', async () => {
    machine = createFreshMachine({ programs: ['ffmpeg'], apt: true })
    const { code } = await machine.run('start.mjs', ['--demo'])
    expect(code).toBe(0)
    const installs = machine.calls('apt-get').map((call) => call.replace(/^.*Timeout=120 /, ''))
    expect(installs).toEqual(['update', 'install -y --no-install-recommends mpv xvfb'])
  })

  it('[SU3] does not ask for Xvfb where there is a display', async () => {
    machine = createFreshMachine({ programs: ['mpv', 'ffmpeg'], apt: true })
    await machine.run('start.mjs', ['--demo'], { DISPLAY: ':0' })
    expect(machine.calls('apt-get')).toEqual([])
  })

  it('[SU4] says for each system what to install, and ends with 1', async () => {
    machine = createFreshMachine({ programs: ['ffmpeg'] })
    const { code, stdout, stderr } = await machine.run('start.mjs', ['--demo'])
    expect([code, stdout]).toEqual([1, ''])
    for (const line of [
      'apt-get install mpv xvfb',
      'dnf install mpv xorg-x11',
      'pacman -S mpv xorg',
      'brew install mpv\n',
    ])
      expect(stderr).toContain(line)
    expect(stderr).toContain('winget install shinchiro.mpv')
  })

  it('[SU4] wants mpv, ffmpeg, Xvfb, openssl and VLC for the tests', async () => {
    machine = createFreshMachine({ programs: [] })
    expect((await machine.run('test.mjs')).stderr).toContain('this needs mpv, ffmpeg, xvfb, openssl, vlc')
  })

  it('[SU5] starts the companion without mpv: it explains itself', async () => {
    machine = createFreshMachine({ programs: [] })
    expect((await machine.run('start.mjs')).code).toBe(0)
    expect((await machine.run('lockstep.mjs', ['join', 'link'])).code).toBe(0)
  })

  it('[SU6] installs nothing when LOCKSTEP_NO_SETUP=1', async () => {
    machine = createFreshMachine({ programs: [], apt: true })
    const { code, stderr } = await machine.run('start.mjs', ['--demo'], { LOCKSTEP_NO_SETUP: '1' })
    expect(code).toBe(1)
    expect(stderr).toContain('run npm ci')
    expect([machine.calls('npm'), machine.calls('apt-get')]).toEqual([[], []])
  })
})

describe('the program that is started', () => {
  it.each([
    ['start.mjs', ['--demo', '--json'], 'demo', ['--json']],
    ['start.mjs', ['--demo', '--browser', '--no-open'], 'demo app', ['--no-open']],
    ['start.mjs', ['--browser', '--no-open'], 'app in a browser', ['--no-open']],
    ['start.mjs', ['--no-open'], 'app in a browser', ['--for-want-of-electron', '--no-open']],
    ['start.mjs', ['--terminal'], 'companion', []],
    ['start.mjs', ['join', 'link'], 'companion', ['join', 'link']],
    ['lockstep.mjs', ['serve', '--port', '0'], 'companion', ['serve', '--port', '0']],
    ['bench.mjs', ['sync', '--members', '3'], 'bench', ['--members', '3']],
  ])('[SU7] %s %j runs %s with the arguments', async (script, args, folder, passed) => {
    machine = createFreshMachine({ programs: ['mpv', 'ffmpeg', 'Xvfb'] })
    const started = machine.started(await machine.run(script, args))
    expect([started.folder, started.args]).toEqual([folder, passed])
  })

  it('[SU16] is Electron where there is one', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    machine.write('electron/electron', '#!/bin/sh\necho "electron $*"\n')
    const folder = join(machine.folder, 'electron')
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder, ELECTRON_DISABLE_SANDBOX: '1' }
    const { stdout } = await machine.run('start.mjs', ['lockstep://join/abcd'], env)
    expect(stdout.trim()).toBe(`electron ${machine.folder}/ lockstep://join/abcd`)
    const chosen = await machine.run('start.mjs', ['--browser'], env)
    expect(machine.started(chosen).folder).toBe('app in a browser')
  })

  it('[SU17] has windows that are built anew when a file that they are made of is newer', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    const builder = "console.error('built'); require('fs').writeFileSync('out/renderer/index.html', 'anew')"
    machine.write('node_modules/electron-vite/bin/electron-vite.js', builder)
    expect((await machine.run('start.mjs')).stderr).not.toContain('built')
    utimesSync(join(machine.folder, 'out/renderer/index.html'), 1, 1)
    const { stderr, stdout } = await machine.run('start.mjs')
    expect(stderr).toContain('building the windows')
    expect(stderr).toContain('built')
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect((await machine.run('start.mjs')).stderr).not.toContain('built')
  })

  it('[SU7] decides the exit code', async () => {
    machine = createFreshMachine({ programs: ['mpv'] })
    expect((await machine.run('start.mjs', [], { EXIT_CODE: '42' })).code).toBe(42)
  })

  it('[SU9] has stdout for itself, also when everything was installed before', async () => {
    machine = createFreshMachine({ programs: [], apt: true })
    const { stdout } = await machine.run('start.mjs', ['--demo'])
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(existsSync(join(machine.folder, 'node_modules/.package-lock.json'))).toBe(true)
    expect(readFileSync(join(machine.folder, 'calls/apt-get.log'), 'utf8')).toContain('install')
  })
})

const lockPackages = (version: string) => ({
  '': {},
  'node_modules/one': { version, integrity: `sha512-${version}` },
})
const lockWith = (version: string) => JSON.stringify({ packages: lockPackages(version) })
