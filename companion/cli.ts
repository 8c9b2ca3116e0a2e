import { commandList } from './cli/commandList.ts'
import { createShell } from './cli/createShell.ts'
import { endOnFaults } from './cli/faults.ts'
import { runCli } from './cli/runCli.ts'

// The companion's terminal face: puts the real parts together and ends with the exit code (cli/exitCodes.ts).
const shell = createShell(process)
endOnFaults(shell)
const exitCode = await runCli(process.argv.slice(2), { shell, commands: commandList })
// Connections that are still idling must not keep us; what was written has to be out before.
await new Promise((resolve) => shell.stdout.write('', resolve))
process.exit(exitCode)
