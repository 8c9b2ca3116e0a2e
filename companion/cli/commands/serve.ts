import { flushCompileCache } from 'node:module'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { fileVariable, gatherOptions } from '../../../session-server/operating/gatherOptions.ts'
import { serverOptionList, type ServerOption } from '../../../session-server/operating/optionList.ts'
import { writeOption } from '../../../session-server/operating/optionText.ts'
import { readOptionsFile } from '../../../session-server/operating/readOptionsFile.ts'
import { startSessionServer } from '../../../session-server/server.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { createEnding } from '../ending.ts'
import { exitCodes } from '../exitCodes.ts'
import type { CliOption } from '../optionTable.ts'
import { sessionServerFolder } from '../serverFolder.ts'
import { withinTime } from '../withinTime.ts'

/** What is not done by then ends with the process. */
const stopWithinMs = 2500

const valueWords = { number: 'number', text: 'text', list: 'a,b' }
const serverOptions = serverOptionList()
const asArguments = serverOptions.filter(({ isSecret }) => !isSecret)
const secrets = serverOptions.filter(({ isSecret }) => isSecret).map(({ variable }) => variable)

/** Runs the session server until it is stopped. */
export const serveCommand: CliCommand = {
  name: 'serve',
  words: '',
  wordCount: { least: 0, most: 0 },
  summary: 'Run the session server, which keeps the rooms.',
  details: [
    'It runs until ctrl-c, and at once on a second one. Rooms are kept in the data folder, so that they are there again after a restart. Reachable from this machine only unless --host says otherwise; before other people use it over the internet, put a reverse proxy with TLS before it.',
    `Every option is also a variable of the environment (--port is LOCKSTEP_SERVER_PORT), and can be written into a file of JSON that --config or ${fileVariable} names. The command line wins over the environment, that over the file, that over the defaults. Secrets are never given as arguments, which every user of a machine can read: ${secrets.join(', ')}.`,
    'Lists are written with commas; "none" is the absence of a value. Durations are in milliseconds.',
  ],
  options: {
    config: { value: 'file', about: 'File of options, as JSON.', fallback: { shown: 'none' } },
    ...Object.fromEntries(asArguments.map((option) => [option.flag, asCliOption(option)])),
  },
  examples: [
    { args: '', does: 'for players on this machine' },
    { args: '--host 0.0.0.0 --port 9000', does: 'for everyone in your network' },
    {
      args: '--jellyfins https://jellyfin.example --trusted-proxies 127.0.0.1',
      does: 'for the users of your Jellyfin, behind a reverse proxy on this machine',
    },
  ],
  run: async (given, shell) => {
    const file = await readOptionsFile(given.text('config') ?? (shell.env[fileVariable] || null))
    if (!file.ok) return giveUp(shell, file.problem)
    const flags = Object.fromEntries(
      asArguments.flatMap(({ flag }) => {
        const text = given.text(flag)
        return text === null ? [] : [[flag, text]]
      }),
    )
    const usual = { dataDir: sessionServerFolder(shell) }
    const options = gatherOptions({ flags, env: shell.env, file: file.value, usual })
    if (!options.ok) return giveUp(shell, options.problem)
    const ending = createEnding(shell.stdout)
    const server = await startSessionServer(options.value)
    if (!server.ok) return giveUp(shell, server.problem)
    shell.print(`The session server listens at ${server.value.url} (ctrl-c stops it).`)
    keepCompiled()
    await ending.reason
    const isKept = options.value.dataDir !== null
    shell.say(
      isKept
        ? 'Stopping; members come back by themselves when it runs again.'
        : 'Stopping; its rooms end with it, because no data folder keeps them.',
    )
    const hurried = createHurry(ending.release)
    await Promise.race([withinTime(createSystemClock(), stopWithinMs, server.value.close()), hurried])
    return exitCodes.ok
  },
}

/**
 * Node keeps what it compiled when a process ends by itself, so one that is killed would leave nothing. The next start
 * finds everything compiled and never loads what reads TypeScript: 16 MB that a server would hold as long as it runs.
 */
const keepCompiled = (): void => flushCompileCache()

/** Resolves on the next signal: whoever asks twice does not want to wait. */
function createHurry(release: () => void): Promise<void> {
  release()
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

function asCliOption({ flag, about, takes, fallback }: ServerOption): CliOption {
  const shown = flag === 'data-dir' ? '"session-server" in the settings folder' : writeOption(fallback)
  return { value: takes === 'switch' ? 'true|false' : valueWords[takes], about, fallback: { shown } }
}
