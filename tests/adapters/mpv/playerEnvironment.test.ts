import { describe, expect, it } from 'vitest'
import { playerEnvironment } from '../../../adapters/mpv/playerEnvironment.ts'

describe('the environment of a player', () => {
  it('[PL45] is ours without the terminal and without options for Node', () => {
    const env = { HOME: '/home/ann', DISPLAY: ':0', TERM: 'xterm', NODE_OPTIONS: '--inspect' }
    expect(playerEnvironment(env)).toEqual({ HOME: '/home/ann', DISPLAY: ':0' })
  })

  it('[PL45] keeps what is ours alone from the player, a password among it', () => {
    expect(playerEnvironment({ HOME: '/home/ann', LOCKSTEP_PASSWORD: 'secret' })).toEqual({
      HOME: '/home/ann',
    })
  })

  it('[PL45] keeps library paths of the user, but none of an AppImage', () => {
    expect(playerEnvironment({ LD_LIBRARY_PATH: '/opt/lib' })).toEqual({ LD_LIBRARY_PATH: '/opt/lib' })
    const inside = {
      APPIMAGE: '/home/ann/Lockstep.AppImage',
      APPDIR: '/tmp/.mount_abc',
      LD_LIBRARY_PATH: '/tmp/.mount_abc/usr/lib',
      PATH: '/tmp/.mount_abc/usr/bin:/usr/bin:/bin',
    }
    expect(playerEnvironment(inside)).toEqual({ PATH: '/usr/bin:/bin' })
  })
})
