// npm start: the app, in Electron's window where Electron is, else in a browser's.
//   -- --browser    in a browser's in any case
//   -- --terminal   the companion in this terminal
//   -- --demo       two members and two players on this machine, and how far apart they are
//   -- --demo --browser   the app with a sample library, and somebody who comes along
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { electronProgram, runElectron } from './electronRuntime.mjs'
import { prepare, runNode } from './prepare.mjs'
import { needsOf } from './programs.mjs'
import { root } from './root.mjs'

const given = process.argv.slice(2)
const isOn = (/** @type {string} */ option) => given.includes(option)
const passed = given.filter((arg) => !['--demo', '--browser', '--terminal', '--app'].includes(arg))

const overview = `Lockstep: films of your Jellyfin together, each in their own player.

  npm start                        the app, in Electron's window where Electron is, else in your browser
  npm start -- --browser           the app in your browser; more: npm start -- --browser --help
  npm start -- --terminal          the companion in this terminal; more: npm start -- --terminal --help
  npm start -- --demo              two members with their players, no account needed; more: npm start -- --demo --help
  npm start -- --demo --browser    the app with sample films, and somebody who comes along
  npm start -- join <link>         a command of the companion; npm run lockstep -- --help lists them
`

const isHelp = (isOn('--help') || isOn('-h')) && given.length === 1
if (isHelp) {
  process.stdout.write(overview)
  process.exit(0)
}

const isDemo = isOn('--demo')
/** `npm start -- join <link>` and the like: a command of the companion's own. */
const isCommand = /^[a-z]+$/.test(given[0] ?? '')
const node = await prepare(needsOf(isDemo ? 'demo' : 'start', given))
if (isDemo && !isOn('--browser')) await runNode(node, [join(root, 'demo', 'cli.ts'), ...passed])
else if (isOn('--terminal') || isCommand) await runNode(node, [join(root, 'companion', 'cli.ts'), ...passed])
else await startApp()

async function startApp() {
  await ensureBuilt(root, node)
  if (isDemo) return runNode(node, [join(root, 'demo', 'appCli.ts'), ...passed])
  const electron = isOn('--browser') ? null : electronProgram()
  if (electron !== null) return process.exit(await runElectron(electron, passed))
  const reason = isOn('--browser') ? [] : ['--for-want-of-electron']
  return runNode(node, [join(root, 'app', 'browser', 'main.ts'), ...reason, ...passed])
}
