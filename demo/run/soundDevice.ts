import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether anything can be heard on this machine: it has a sound card, or a sound server runs, here or elsewhere. A VLC
 * that finds neither tries again with every frame, and complains each time. Other systems than Linux always have one.
 */
export function hasSoundDevice(env: Readonly<Record<string, string | undefined>>): boolean {
  if (process.platform !== 'linux' || env['PULSE_SERVER']) return true
  const runtime = env['XDG_RUNTIME_DIR'] ?? ''
  return ['/dev/snd', join(runtime, 'pulse', 'native'), join(runtime, 'pipewire-0')].some(existsSync)
}
