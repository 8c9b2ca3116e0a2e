import { startSessionServer } from '../../../session-server/server.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { createEnding } from '../ending.ts'
import { exitCodes } from '../exitCodes.ts'
import { readWholeNumber } from '../figures.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { sessionServerFolder } from '../serverFolder.ts'
import { withinTime } from '../withinTime.ts'

/** What is not done by then ends with the process. */
const stopWithinMs = 2500

/** Runs the session server until it is stopped. */
export const serveCommand: CliCommand = {
  name: 'serve',
  words: '',
  wordCount: { least: 0, most: 0 },
  summary: 'Run the session server, which keeps the rooms.',
  details: [
    'It runs until ctrl-c. Rooms are kept in the data folder, so that they are there again after a restart. Reachable from this machine only unless --host says otherwise; before other people use it over the internet, put a reverse proxy with TLS before it.',
  ],
  options: {
    port: { value: 'port', about: 'Port to listen on; 0 = any free one.', fallback: { value: '8999' } },
    host: {
      value: 'address',
      about: 'Address to listen on; 0.0.0.0 = every network that this machine is in.',
      fallback: { value: '127.0.0.1' },
    },
    'data-dir': {
      value: 'folder',
      about: 'Where to keep the rooms.',
      fallback: { shown: '"session-server" in the settings folder' },
    },
  },
  examples: [
    { args: '', does: 'for players on this machine' },
    { args: '--host 0.0.0.0 --port 9000', does: 'for everyone in your network' },
  ],
  run: async (given, shell) => {
    const port = readWholeNumber(given, 'port', { least: 0, most: 65_535 })
    if (!port.ok) return giveUp(shell, port.problem)
    const ending = createEnding(shell.stdout)
    const server = await startSessionServer({
      port: port.value ?? 8999,
      host: given.text('host') ?? '127.0.0.1',
      dataDir: given.text('data-dir') ?? sessionServerFolder(shell),
    })
    if (!server.ok) return giveUp(shell, server.problem)
    shell.print(`The session server listens at ${server.value.url} (ctrl-c stops it).`)
    await ending.reason
    shell.say('Stopping; members come back by themselves when it runs again.')
    await withinTime(createSystemClock(), stopWithinMs, server.value.close())
    return exitCodes.ok
  },
}
