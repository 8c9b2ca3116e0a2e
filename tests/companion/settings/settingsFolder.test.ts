import { expect, it } from 'vitest'
import { settingsFolder } from '../../../companion/settings/settingsFolder.ts'

const homeFolder = '/home/ada'

it.each([
  ['LOCKSTEP_HOME wins', { LOCKSTEP_HOME: '/x', XDG_CONFIG_HOME: '/y' }, 'linux', '/x'],
  ['XDG_CONFIG_HOME', { XDG_CONFIG_HOME: '/y' }, 'linux', '/y/lockstep'],
  ['a relative XDG_CONFIG_HOME is ignored', { XDG_CONFIG_HOME: 'y' }, 'linux', '/home/ada/.config/lockstep'],
  ['Linux', {}, 'linux', '/home/ada/.config/lockstep'],
  ['macOS', {}, 'darwin', '/home/ada/Library/Application Support/lockstep'],
  [
    'Windows',
    { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
    'win32',
    'C:\\Users\\ada\\AppData\\Roaming\\lockstep',
  ],
] as const)('[CL10] keeps settings where the system keeps them: %s', (_name, env, platform, folder) => {
  expect(settingsFolder({ env, platform, homeFolder })).toBe(folder)
})
