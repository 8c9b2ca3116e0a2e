import { homedir } from 'node:os'
import { explain } from '../../protocol/problem.ts'
import { settingsFolder } from '../settings/settingsFolder.ts'
import { createLogFile } from './logFile.ts'
import { plainText } from './plainText.ts'
import type { Shell } from './shell.ts'

/** The shell that this process was started from. `LOCKSTEP_LOG=debug` makes its log tell more. */
export function createShell({ env, stdin, stdout, stderr, platform }: NodeJS.Process): Shell {
  const folder = settingsFolder({ env, platform, homeFolder: homedir() })
  // Whoever reads us may stop reading (a closed window, `| head`): no fault, and commands that run on end by it.
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
  const say = (line: string) => void stderr.write(`${plainText(line)}\n`)
  return {
    env,
    stdin,
    stdout,
    stderr,
    settingsFolder: folder,
    log: createLogFile(folder, env['LOCKSTEP_LOG'] === 'debug' ? 'debug' : 'warn'),
    print: (line) => void stdout.write(`${plainText(line)}\n`),
    say,
    explain: (problem) => say(explain(problem)),
  }
}
