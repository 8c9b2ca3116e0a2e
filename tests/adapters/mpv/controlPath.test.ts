import { describe, expect, it } from 'vitest'
import { LONGEST_SOCKET_PATH, controlFolders, controlPath } from '../../../adapters/mpv/controlPath.ts'

describe('where an MPV of ours listens', () => {
  it('[PL40] is a socket in its own folder', () => {
    expect(controlPath('linux', '/run/user/1000/lockstep-a1', 'x')).toBe('/run/user/1000/lockstep-a1/mpv')
  })

  it('[PL40] is a pipe with a name of its own on Windows', () => {
    expect(controlPath('win32', '', 'one')).toBe('\\\\.\\pipe\\lockstep-mpv-one')
    expect(controlPath('win32', '', 'one')).not.toBe(controlPath('win32', '', 'two'))
  })

  it('[PL41] is in the runtime folder of the login when there is one', () => {
    expect(controlFolders({ XDG_RUNTIME_DIR: '/run/user/1000' }, '/tmp')[0]).toBe('/run/user/1000')
    expect(controlFolders({}, '/tmp')).toEqual(['/tmp', '/tmp'])
  })

  it('[PL41] avoids folders whose sockets would have too long a path', () => {
    const long = `/${'x'.repeat(LONGEST_SOCKET_PATH - 10)}`
    expect(controlFolders({ XDG_RUNTIME_DIR: long }, '/var/folders/zz')).toEqual(['/var/folders/zz', '/tmp'])
  })
})
