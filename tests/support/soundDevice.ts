import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sleep } from './realMpv.ts'

/** A sound device that nobody hears and that a test can take away: a PulseAudio of its own with a null sink. */
export interface SoundDevice {
  vanish(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

export const hasPulseaudio = (): boolean => spawnSync('pulseaudio', ['--version']).error === undefined

/** Until `close`, players started from here play there. */
export async function startSoundDevice(): Promise<SoundDevice> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-sound-'))
  // Players of another user have to find the socket.
  await chmod(folder, 0o755)
  const socket = join(folder, 'native')
  const before = process.env['PULSE_SERVER']
  process.env['PULSE_SERVER'] = `unix:${socket}`
  let running: ChildProcess
  const comeBack = async () => {
    running = runPulseaudio(folder, socket)
    while (!existsSync(socket)) await sleep(20)
  }
  const vanish = async () => {
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
    await rm(socket, { force: true })
  }
  await comeBack()
  const close = async () => {
    await vanish()
    if (before === undefined) delete process.env['PULSE_SERVER']
    else process.env['PULSE_SERVER'] = before
    await rm(folder, { recursive: true, force: true })
  }
  return { vanish, comeBack, close }
}

function runPulseaudio(folder: string, socket: string): ChildProcess {
  const modules = ['module-null-sink', `module-native-protocol-unix auth-anonymous=1 socket=${socket}`]
  return spawn(
    'pulseaudio',
    [
      ...['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no'],
      ...modules.flatMap((one) => ['-L', one]),
    ],
    { env: { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder }, stdio: 'ignore' },
  )
}
