import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const fixture = fileURLToPath(new URL('serverProcess.fixture.ts', import.meta.url))

export interface ServerProcess {
  /** The address, or the code of the problem that kept it from starting. */
  readonly said: string
  readonly pid: number
  /** As a crash would end it. Resolves when the process is gone. */
  kill(): Promise<void>
}

/** Starts a real server process on a data folder. `maxFileBytes`: as if the disk were full beyond that. */
export async function startServerProcess(dataDir: string, maxFileBytes?: number): Promise<ServerProcess> {
  const limit = maxFileBytes === undefined ? '' : `ulimit -f ${Math.ceil(maxFileBytes / 512)}; `
  const script = `${limit}exec "$0" "$1" "$2"`
  const child = spawn('/bin/sh', ['-c', script, process.execPath, fixture, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const said = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    exited.then(() => Promise.reject(new Error('The server process ended before it said anything.'))),
  ])
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { said, pid: child.pid ?? 0, kill }
}
