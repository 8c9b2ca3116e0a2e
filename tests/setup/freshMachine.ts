import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { run, scratchProject, writeIn, type Outcome } from './scratchProject.ts'

/** What the stand-in for a program of the project says about how it was started. */
const startReport = z.object({
  folder: z.string(),
  args: z.array(z.string()),
  pinned: z.string().optional(),
})

/** A fresh clone on a machine that has only the given programs; npm, apt-get and sudo are recording stand-ins. */
export interface FreshMachine {
  readonly folder: string
  readonly run: (script: string, args?: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Outcome>
  /** The same, begun by another Node, as the one of the system may be. */
  readonly runWith: (node: string, script: string, args?: readonly string[]) => Promise<Outcome>
  /** Starts a script of package.json as npm does (`sh -c`), as the leader of a process group as a terminal does. */
  readonly spawnScript: (name: string, env?: NodeJS.ProcessEnv) => ChildProcess
  readonly write: (path: string, text: string) => void
  /** The arguments of each call of a stand-in so far. */
  readonly calls: (program: 'npm' | 'apt-get') => string[]
  /** What the started program printed on stdout. */
  readonly started: (outcome: Outcome) => z.infer<typeof startReport>
  readonly remove: () => void
}

/** Records its arguments, then behaves as a program that is there. */
const presentProgram = '#!/bin/sh\nexit 0\n'

/** An npm whose `ci` leaves what the real one leaves: a copy of the lock in node_modules. */
const npmStandIn = (exitCode: number) => `
const fs = require('node:fs')
fs.appendFileSync('calls/npm.log', process.argv.slice(2).join(' ') + '\\n')
if (${exitCode} === 0) {
  fs.mkdirSync('node_modules', { recursive: true })
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json')
  console.log('added 1 package')
}
process.exit(${exitCode})
`

/** An apt-get whose \`install\` makes the wanted programs appear. */
const aptStandIn = `#!/bin/sh
echo "$*" >> calls/apt-get.log
echo "Reading package lists..."
for word in "$@"; do
  case "$word" in
    mpv | ffmpeg) echo '#!/bin/sh' > "bin/$word"; /bin/chmod 755 "bin/$word" ;;
    xvfb) echo '#!/bin/sh' > bin/Xvfb; /bin/chmod 755 bin/Xvfb ;;
  esac
done
`

/** Says how it was started and ends, or, with SIGNALS=1, says which signals came and ends after STOP_MS. */
const programStandIn = (folder: string) => `
const report = { folder: '${folder}', args: process.argv.slice(2), pinned: process.env.PINNED }
if (process.env.SIGNALS === undefined) {
  console.log(JSON.stringify(report))
  process.exitCode = Number(process.env.EXIT_CODE ?? 0)
} else {
  const seen: string[] = []
  const waiting = setInterval(() => {}, 1000)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      seen.push(signal)
      if (seen.length > 1) return
      setTimeout(() => {
        clearInterval(waiting)
        console.log(seen.join(' '))
        process.exitCode = 5
      }, Number(process.env.STOP_MS))
    })
  console.log('ready')
}
`

const manifest = z.object({ scripts: z.record(z.string(), z.string()) })
const scriptsOf = (folder: string) =>
  manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).scripts

const lock = {
  packages: { '': {}, 'node_modules/one': { version: '1.0.0', integrity: 'sha512-1.0.0' } },
}

/** Creates the machine; `apt` puts apt-get (and a sudo that asks no password) on it. */
export function createFreshMachine(options: {
  readonly programs: readonly ('mpv' | 'ffmpeg' | 'Xvfb')[]
  readonly apt?: boolean
  readonly npmExitCode?: number
}): FreshMachine {
  const present = Object.fromEntries(options.programs.map((name) => [`bin/${name}`, presentProgram]))
  const apt = { 'bin/apt-get': aptStandIn, 'bin/sudo': '#!/bin/sh\nshift\nexec "$@"\n' }
  const { folder, remove } = scratchProject({
    copied: ['setup', 'package.json'],
    withPackages: false,
    files: {
      ...present,
      ...(options.apt === true ? apt : {}),
      'npm/npm-cli.js': npmStandIn(options.npmExitCode ?? 0),
      'npm/package.json': '{ "type": "commonjs" }',
      'package-lock.json': JSON.stringify(lock),
      'calls/README': 'what the stand-ins were asked',
      'bin/README': 'all programs of this machine',
      'companion/cli.ts': programStandIn('companion'),
      'demo/cli.ts': programStandIn('demo'),
      'demo/appCli.ts': programStandIn('demo app'),
      'app/browser/main.ts': programStandIn('app in a browser'),
      'out/renderer/index.html': 'the windows, built',
      'bench/sync/cli.ts': programStandIn('bench'),
    },
  })
  symlinkSync('/usr/bin/env', join(folder, 'bin/env'))
  symlinkSync(process.execPath, join(folder, 'bin/node'))

  const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    PATH: join(folder, 'bin'),
    npm_execpath: join(folder, 'npm/npm-cli.js'),
    ...more,
  })
  const script = (name: string) => join(folder, 'setup', name)
  const runWith: FreshMachine['runWith'] = (node, name, args = []) =>
    run(node, [script(name), ...args], { cwd: folder, env: environment({}) })
  return {
    folder,
    remove,
    runWith,
    run: (name, args = [], env = {}) =>
      run(process.execPath, [script(name), ...args], { cwd: folder, env: environment(env) }),
    spawnScript: (name, env = {}) =>
      spawn('/bin/sh', ['-c', scriptsOf(folder)[name] ?? ''], {
        cwd: folder,
        env: environment(env),
        detached: true,
      }),
    write: (path, text) => writeIn(folder, path, text),
    calls: (program) => {
      const log = join(folder, 'calls', `${program}.log`)
      return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
    },
    started: ({ stdout }) => startReport.parse(JSON.parse(stdout)),
  }
}
