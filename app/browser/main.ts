import { homedir } from 'node:os'
import { join } from 'node:path'
import { settingsFolder } from '../../companion/settings/settingsFolder.ts'
import { explain } from '../../protocol/problem.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'
import { faultLogger, outliveFaults } from '../host/logFaults.ts'
import { openApp } from '../host/openApp.ts'
import { startBrowserShell } from './browserShell.ts'
import { introduce, sayAddress, sayNetworkAddress } from './introduce.ts'
import { browserHelp, readBrowserOptions, type BrowserOptions } from './options.ts'
import { untilEnded } from './untilEnded.ts'

// The browser shell: the app in this process, its windows in the person's browser.
const say = (line: string) => void process.stderr.write(`${line}\n`)
const read = readBrowserOptions(process.argv.slice(2))
if (!read.ok) {
  say(explain(read.problem))
  process.exitCode = 2
} else if (read.value.help) {
  process.stdout.write(browserHelp())
} else {
  process.exitCode = await run(read.value)
}

async function run(options: BrowserOptions): Promise<number> {
  const { port, openToNetwork, opensBrowser, link, forWantOfElectron } = options
  const { env, platform } = process
  if (forWantOfElectron) say('There is no Electron here, so Lockstep opens in your browser.')
  const { app, log } = openApp({ shell: 'browser', env })
  outliveFaults(log)
  const shell = await startBrowserShell({
    ...{ app, port, openToNetwork },
    interfaceFolder: join(import.meta.dirname, '..', '..', 'out', 'renderer'),
    onFault: faultLogger(log),
  })
  if (!shell.ok) {
    say(explain(shell.problem))
    await app.close()
    return 1
  }
  if (link !== null) void app.command({ kind: 'open-link', link })
  const folder = settingsFolder({ env, platform, homeFolder: homedir() })
  await introduce({ shell: shell.value, folder, opensBrowser, say })
  await untilEnded({
    say,
    onEnter: () => {
      sayAddress(shell.value, say)
      sayNetworkAddress(shell.value, say)
    },
    loss: () => lossIn(app.state()),
  })
  await shell.value.close()
  await app.close()
  return 0
}

/** Others are in rooms of the session server that this app brings along. */
function lossIn({ sessionServer }: AppState): string | null {
  if (sessionServer.kind !== 'running' || !sessionServer.bundled || sessionServer.roomsHere === 0) return null
  return 'Others are in a room on the session server of this app, and would lose it. Ctrl-c again ends it all the same.'
}
